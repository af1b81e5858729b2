export { compareFacets, type FacetComparison, type RecordedFacet, type Replacement } from './compare'
export { type NamedSelector, nameSelectors } from './selectors'
export { type Stage, type StageProbes, stageOf } from './stage'
export { type Facet, interfaceIds } from './types'

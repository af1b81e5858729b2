export { compareFacets, type FacetComparison, type FacetReplacement, type RecordedFacet } from './compare'
export { type NamedSelector, nameSelectors } from './selectors'
export { type Stage, type StageProbes, stageOf } from './stage'
export { type Facet, interfaceIds } from './types'

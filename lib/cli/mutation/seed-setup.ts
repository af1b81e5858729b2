import fc from 'fast-check'

/** The seed is fixed, so a mutant always gets the same verdict. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_120 })

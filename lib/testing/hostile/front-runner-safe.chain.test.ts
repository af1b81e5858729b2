import { safeCases } from '../safe-cases'
import { playFrontRunner } from './play-front-runner'

playFrontRunner(safeCases)

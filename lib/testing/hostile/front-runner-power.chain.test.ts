import { casesOfPower } from '../cases'
import { playFrontRunner } from './play-front-runner'

playFrontRunner(casesOfPower)

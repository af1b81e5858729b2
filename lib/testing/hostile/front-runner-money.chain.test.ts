import { casesOfMoney } from '../cases'
import { playFrontRunner } from './play-front-runner'

playFrontRunner(casesOfMoney)

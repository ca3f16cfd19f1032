/**
 * The system's own `tesseract` program as an OCR engine. Each page is a run of the program: it starts, loads its model and
 * reads, all within the part `recognise`, so `load model` only finds out what it would use. Its CPU is a child's.
 *
 * Left to itself it takes three times the CPU for its threads (OpenMP); `OMP_THREAD_LIMIT` bounds them, and `GOMP_SPINCOUNT`
 * how long they turn in circles for each other: by default so long that two threads beside two other programs on two cores
 * were not through a receipt after a minute, which takes them three quarters of a second with these turns, and less CPU where
 * nothing else runs (0.50 s for 0.62 s).
 */
import { BenchError, reasonOf, systemCodeOf } from '../../contract/errors.ts';
import type { Settings } from '../../contract/settings.ts';
import type { GreyImage, StageMeasure } from '../../contract/stage-context.ts';
import { type ChildOptions, type ChildOutcome, runChild } from '../../measure/children.ts';
import type { EnginePage, FoundEngine, OcrEngine, PageSegmentation } from '../engine.ts';
import { LONGEST_SIDE, LSTM_ONLY, segmentationModes, toPgm, wordsOfTsv } from '../tesseract-output.ts';
import {
  folderOfOnesOwn,
  foundModel,
  plainFolder,
  readFirstModel,
  readPackagedModel,
  readTrainedData,
  systemFolders,
  type TrainedData,
} from '../traineddata.ts';
import { parseFolder, parseVersions } from './program-facts.ts';

const PROGRAM = 'tesseract';
/** Of a waiting thread, before it sleeps. */
const SPINS = '300';
const models = ['system', 'best_int', 'standard'];
/** The first with a neural recogniser, which is the one that is asked. */
const LEAST_MAJOR_VERSION = 4;

const howToGetProgram =
  'install it (Debian: apt install tesseract-ocr; Fedora: dnf install tesseract; macOS: brew install tesseract; Windows: winget install UB-Mannheim.TesseractOCR) and have it on PATH';
const howToGetModel =
  'install its English model (Debian: apt install tesseract-ocr-eng; Fedora: dnf install tesseract-langpack-eng), or name another model';

type Run = (parameters: readonly string[], options?: ChildOptions) => Promise<ChildOutcome>;

interface Program {
  readonly versions: Readonly<Record<string, string>>;
  readonly model: TrainedData;
}

/** @throws BenchError `ocr.engine_missing`, `ocr.model_missing`, `ocr.model_unknown` */
export async function findTesseract(settings: Settings): Promise<FoundEngine> {
  const { model, versions } = await findProgram(settings['ocr.model'], runProgram);
  return foundModel(model, versions);
}

/** @throws BenchError `ocr.engine_missing`, `ocr.model_missing`, `ocr.model_unknown`, `storage.failed` */
export async function openTesseract(settings: Settings, measure: StageMeasure): Promise<OcrEngine> {
  const { versions, model, folder } = await measure.part('load model', async () => {
    const program = await findProgram(settings['ocr.model'], chargedTo(measure));
    return { ...program, folder: program.model.name === 'system' ? null : await plainFolder(program.model) };
  });
  const options = ['-l', 'eng', '--oem', String(LSTM_ONLY), '-c', 'tessedit_create_tsv=1'];
  if (folder !== null) options.push('--tessdata-dir', folder);
  const environment = {
    OMP_THREAD_LIMIT: String(settings['ocr.threads']),
    // Where somebody has said how they shall wait, they do.
    ...('GOMP_SPINCOUNT' in process.env || 'OMP_WAIT_POLICY' in process.env ? {} : { GOMP_SPINCOUNT: SPINS }),
  };

  return {
    name: 'tesseract',
    versions: { ...versions, [`model ${model.name}`]: model.fingerprint },
    wantsHelp: true,
    longestSide: LONGEST_SIDE,
    recognise(image: GreyImage, pageMeasure: StageMeasure, mode: PageSegmentation): Promise<EnginePage> {
      const parameters = ['stdin', 'stdout', ...options, '--psm', segmentationModes[mode]];
      return pageMeasure.part('recognise', async () => {
        const { stdout } = await runForPage(chargedTo(pageMeasure), parameters, { input: toPgm(image), environment });
        return { words: wordsOfTsv(stdout.toString()) };
      });
    },
    close: async () => undefined,
  };
}

const runProgram: Run = (parameters, options) => runChild(PROGRAM, parameters, options);

const chargedTo =
  ({ chargeChild }: StageMeasure): Run =>
  async (parameters, options) => {
    const outcome = await runProgram(parameters, options);
    if (outcome.cpu !== null) chargeChild(outcome.cpu);
    return outcome;
  };

async function findProgram(modelName: string, run: Run): Promise<Program> {
  const versions = await findVersions(run);
  return { versions, model: await findModel(modelName, run) };
}

async function findVersions(run: Run): Promise<Record<string, string>> {
  const missing = (reason: string, cause?: unknown) =>
    new BenchError('ocr.engine_missing', { engine: PROGRAM, reason, remedy: howToGetProgram }, { cause });
  const outcome = await run(['--version']).catch((error: unknown) => {
    throw missing(systemCodeOf(error) === 'ENOENT' ? `no program ${PROGRAM} on PATH` : reasonOf(error), error);
  });
  const versions = parseVersions(`${outcome.stdout}\n${outcome.stderr}`);
  if (versions === null) throw missing(`it does not tell its version: ${failureOf(outcome)}`);
  if (Number.parseInt(versions.tesseract, 10) < LEAST_MAJOR_VERSION)
    throw missing(`its version ${versions.tesseract} is too old`);
  return { ...versions };
}

async function findModel(name: string, run: Run): Promise<TrainedData> {
  switch (name) {
    case 'auto':
    case 'system': {
      const { stdout, stderr } = await run(['--list-langs']);
      const told = parseFolder(`${stdout}\n${stderr}`);
      return readFirstModel('system', told === null ? systemFolders() : [told], howToGetModel);
    }
    case 'best_int':
    case 'standard':
      return readPackagedModel(name);
    default:
      return readTrainedData(name, folderOfOnesOwn(PROGRAM, name, models));
  }
}

async function runForPage(run: Run, parameters: readonly string[], options: ChildOptions): Promise<ChildOutcome> {
  const failed = (reason: string, cause?: unknown) => new BenchError('ocr.failed', { file: 'a page', reason }, { cause });
  const outcome = await run(parameters, options).catch((error: unknown) => {
    throw failed(reasonOf(error), error);
  });
  if (outcome.exitCode !== 0) throw failed(failureOf(outcome));
  return outcome;
}

/** Why the program failed, in its own words where it has some. */
function failureOf({ stderr, exitCode, signal }: ChildOutcome): string {
  const words = stderr.split('\n').find((line) => line.trim() !== '');
  return words?.trim() ?? (signal === null ? `exit code ${exitCode}` : `killed by ${signal}`);
}

// Step Functions for tests: the machines that Terraform rendered, their executions as files, and the integrations that they
// use. Whatever touches AWS goes through the front (front.py), by the machine's own role.
//
//   states.mjs start MACHINE INPUT-FILE       runs an execution to its end, prints { arn, status, output | error, cause }
//   states.mjs redrive EXECUTION-ARN          goes on with one that failed
//
// Environment: MACHINES (a folder), EXECUTIONS (a folder), FRONT (a URL), TIME_SCALE (seconds here for one of AWS's).
import { readFileSync, writeFileSync, readdirSync, appendFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { Machine, StatesError } from './asl.mjs';

const { MACHINES, EXECUTIONS, FRONT } = process.env;
const SCALE = Number(process.env.TIME_SCALE ?? 1);
const ACCOUNT = 'eu-west-1:123456789012';
const POLL_MS = 40;

const arnOf = (machine, name) => `arn:aws:states:${ACCOUNT}:execution:${machine}:${name}`;
const fileOf = (arn) => `${EXECUTIONS}/${arn.split(':').slice(-2).join('.')}.json`;
const real = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

function seconds(n, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, Math.min(n * 1000 * SCALE, 2 ** 31 - 1));
    signal.addEventListener('abort', () => { clearTimeout(timer); reject(new StatesError('States.Timeout', 'aborted')); }, { once: true });
  });
}

// ---- the front ----

async function front(path, body) {
  const answer = await fetch(`${FRONT}/-/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const said = await answer.json();
  if (!answer.ok) throw new StatesError(said.error, said.cause);
  return said;
}

// ---- executions ----

const save = (execution) => writeFileSync(fileOf(execution.arn), JSON.stringify(execution, null, 1));

function create(machine, input) {
  const name = randomUUID();
  return { arn: arnOf(machine, name), machine, name, input, started: new Date().toISOString(), redrives: 0, frame: { input } };
}

async function run(execution, signal = new AbortController().signal) {
  const definition = JSON.parse(readFileSync(`${MACHINES}/${execution.machine}.json`));
  const context = {
    Execution: { Id: execution.arn, Name: execution.name, Input: execution.input, StartTime: execution.started, RedriveCount: execution.redrives },
    StateMachine: { Id: `arn:aws:states:${ACCOUNT}:stateMachine:${execution.machine}`, Name: execution.machine },
  };
  const world = { task: (...all) => task(execution, ...all), seconds, log: (...words) => appendFileSync(`${EXECUTIONS}/history`, `${words.join(' ')}\n`) };
  delete execution.error;
  delete execution.cause;
  save(Object.assign(execution, { status: 'RUNNING' }));
  try {
    execution.output = await new Machine(definition, world, context).run(execution.frame, signal);
    execution.status = 'SUCCEEDED';
  } catch (wrong) {
    const error = wrong instanceof StatesError ? wrong : new StatesError('States.Runtime', wrong.stack);
    Object.assign(execution, { status: error.error === 'States.Timeout' ? 'TIMED_OUT' : 'FAILED', error: error.error, cause: error.cause });
  }
  if (signal.aborted) execution.status = 'ABORTED';
  save(execution);
  return execution;
}

// ---- integrations ----

const RESOURCE = /^arn:aws:states:::(aws-sdk:)?([a-z0-9]+):(\w+?)(?:\.(sync:2|sync|waitForTaskToken))?$/;

async function task(execution, resource, given, { token, heartbeat, signal }) {
  const [, sdk, service, operation, pattern] = RESOURCE.exec(resource) ?? [];
  if (!service) throw new StatesError('States.Runtime', `${resource} is no integration`);
  const role = `${execution.machine}-states`;
  if (service === 'states') return nested(role, given, signal);
  const call = (name, body) => front('call', { role, sdk: Boolean(sdk), service, operation: name, arguments: body });
  if (pattern === 'waitForTaskToken') {
    await front('token/open', { token });
    try {
      refuseFailures(await call(operation, given));
      return await answered(token, heartbeat, signal);
    } finally {
      await front('token/close', { token });
    }
  }
  const result = await call(operation, given);
  return pattern === 'sync' ? ended(call, refuseFailures(result), signal) : result;
}

function refuseFailures(result) {
  if (result.Failures?.length > 0) throw new StatesError('AmazonECS.Unknown', JSON.stringify(result.Failures));
  return result;
}

// ecs:runTask.sync: the task's description, or as much as a cause.
async function ended(call, result, signal) {
  const which = { Cluster: result.Tasks[0].ClusterArn, Tasks: [result.Tasks[0].TaskArn] };
  for (;;) {
    const [now] = (await call('describeTasks', which)).Tasks;
    if (now.LastStatus === 'STOPPED') {
      if (now.Containers.every((container) => container.ExitCode === 0)) return now;
      throw new StatesError('States.TaskFailed', JSON.stringify(now));
    }
    if (signal.aborted) {
      await call('stopTask', { Cluster: which.Cluster, Task: which.Tasks[0] });
      throw new StatesError('States.Timeout', 'aborted');
    }
    await real(POLL_MS);
  }
}

// .waitForTaskToken: whoever has the token answers, and says before that it is alive.
async function answered(token, heartbeat, signal) {
  for (;;) {
    const now = await front('token/look', { token });
    if (now.output !== undefined) return JSON.parse(now.output);
    if (now.error !== undefined) throw new StatesError(now.error, now.cause);
    if (heartbeat && now.silent > heartbeat * SCALE) throw new StatesError('States.HeartbeatTimeout', '');
    if (signal.aborted) throw new StatesError('States.Timeout', 'aborted');
    await real(POLL_MS);
  }
}

// states:startExecution.sync:2
async function nested(role, given, signal) {
  const machine = given.StateMachineArn.split(':').pop();
  const allowed = (action, resource) => front('allowed', { role, action, resource });
  await allowed('states:StartExecution', given.StateMachineArn);
  const execution = create(machine, given.Input);
  await allowed('states:DescribeExecution', execution.arn);
  for (const action of ['PutTargets', 'PutRule', 'DescribeRule']) {
    await allowed(`events:${action}`, `arn:aws:events:${ACCOUNT}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule`);
  }
  await run(execution, signal);
  const described = { ExecutionArn: execution.arn, StateMachineArn: given.StateMachineArn, Name: execution.name, Status: execution.status, StartDate: execution.started };
  if (execution.status === 'SUCCEEDED') return { ...described, Input: given.Input, Output: execution.output };
  throw new StatesError('States.TaskFailed', JSON.stringify({ ...described, Input: JSON.stringify(given.Input), Error: execution.error, Cause: execution.cause }));
}

// ---- the command line ----

const [verb, ...words] = process.argv.slice(2);
let execution;
if (verb === 'start') {
  execution = create(words[0], JSON.parse(readFileSync(words[1])));
} else {
  const file = fileOf(words[0]);
  if (!readdirSync(EXECUTIONS).includes(file.split('/').pop())) throw new Error(`there is no execution ${words[0]}`);
  execution = JSON.parse(readFileSync(file));
  if (execution.status === 'SUCCEEDED') throw new Error('what succeeded is not redriven');
  execution.redrives += 1;
}
await run(execution);
const { arn, status, output, error, cause } = execution;
console.log(JSON.stringify({ arn, status, output, error, cause }, null, 1));
process.exit(status === 'SUCCEEDED' ? 0 : 1);

// The Amazon States Language in its JSONata dialect: what a state machine does, in Step Functions' own order and words.
// What a task's resource means is not known here: it is the service's (states.mjs).
//
// A run keeps its place in a frame: { state, input, variables, items? }. After a failure the frame says where it stood, and
// running it again from there is a redrive.
import { createRequire } from 'node:module';
import { randomUUID, createHash } from 'node:crypto';

const jsonata = createRequire(`${process.env.NODE_MODULES}/`)('jsonata');

const DATA_LIMIT = 256 * 1024; // bytes of a state's input or output
const CAUSE_LIMIT = 32768;

export class StatesError extends Error {
  constructor(error, cause = '') {
    super(`${error}: ${cause}`);
    Object.assign(this, { error, cause: String(cause).slice(0, CAUSE_LIMIT) });
  }
}

// ---- expressions ----

// What Step Functions has beside JSONata's own functions; $eval is JSONata's, and there is none.
const FUNCTIONS = {
  eval: () => { throw new Error('there is no $eval'); },
  uuid: () => randomUUID(),
  parse: (text) => JSON.parse(text),
  random: () => Math.random(),
  range: (from, to, step) => Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step),
  partition: (list, size) => Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size)),
  hash: (text, name) => createHash(name.replace('-', '').toLowerCase()).update(text).digest('hex'),
};

async function compute(text, scope) {
  let value;
  try {
    const expression = jsonata(text);
    for (const [name, body] of Object.entries(FUNCTIONS)) expression.registerFunction(name, body);
    value = await expression.evaluate(undefined, scope);
  } catch (wrong) {
    throw new StatesError('States.QueryEvaluationError', `${text}: ${wrong.message}`);
  }
  if (value === undefined) throw new StatesError('States.QueryEvaluationError', `${text}: it is undefined`);
  return JSON.parse(JSON.stringify(value)); // without JSONata's marks on lists
}

// Texts {% ... %} anywhere in a JSON value are expressions.
export async function evaluate(value, scope) {
  if (typeof value === 'string') {
    const expression = /^\{%([^]*)%\}$/.exec(value);
    return expression ? compute(expression[1].trim(), scope) : value;
  }
  if (Array.isArray(value)) return Promise.all(value.map((inner) => evaluate(inner, scope)));
  if (value === null || typeof value !== 'object') return value;
  const pairs = Object.entries(value).map(async ([key, inner]) => [key, await evaluate(inner, scope)]);
  return Object.fromEntries(await Promise.all(pairs));
}

// ---- one machine ----

const matches = (names, error) => names.some((name) => name === error
  || (name === 'States.ALL' && !['States.DataLimitExceeded', 'States.Runtime'].includes(error))
  || (name === 'States.TaskFailed' && error !== 'States.Timeout' && error !== 'States.HeartbeatTimeout')
  || (name === 'States.Timeout' && error === 'States.HeartbeatTimeout'));

// The world: { task(resource, arguments, { token, heartbeat, signal }), seconds(n) -> a promise, log(...) }.
export class Machine {
  constructor(definition, world, context) {
    Object.assign(this, { definition, world, context });
  }

  // From where the frame stands to the end.
  async run(frame, signal) {
    frame.state ??= this.definition.StartAt;
    frame.variables ??= {};
    const limit = this.definition.TimeoutSeconds;
    return this.within(limit, 'States.Timeout', signal, (inner) => this.walk(frame, inner));
  }

  async walk(frame, signal) {
    for (;;) {
      const state = this.definition.States[frame.state];
      if (!state) throw new StatesError('States.Runtime', `there is no state ${frame.state}`);
      this.world.log(this.context.Execution.Name, frame.state);
      const { output, next } = await this.step(state, frame, signal);
      if (Buffer.byteLength(JSON.stringify(output)) > DATA_LIMIT) {
        throw new StatesError('States.DataLimitExceeded', `${frame.state} returned more than ${DATA_LIMIT} bytes`);
      }
      if (!next) return output;
      delete frame.items;
      Object.assign(frame, { state: next, input: output });
    }
  }

  scope(frame, states = {}, context = {}) {
    return { ...frame.variables, states: { input: frame.input, context: { ...this.context, ...context }, ...states } };
  }

  // A state, with its attempts, to where it leads: { output, next }, without next at the end.
  async step(state, frame, signal) {
    const tries = (state.Retry ?? []).map(() => 0);
    for (;;) {
      const context = { State: { Name: frame.state, RetryCount: tries.reduce((sum, n) => sum + n, 0) } };
      try {
        return await this[state.Type](state, frame, context, signal);
      } catch (wrong) {
        const error = wrong instanceof StatesError ? wrong : new StatesError('States.Runtime', wrong.stack);
        if (signal.aborted || state.Type === 'Fail') throw error;
        const i = (state.Retry ?? []).findIndex((retry) => matches(retry.ErrorEquals, error.error));
        if (i >= 0 && tries[i] < (state.Retry[i].MaxAttempts ?? 3)) {
          this.world.log(this.context.Execution.Name, frame.state, `once more after ${error.message.slice(0, 300)}`);
          await this.world.seconds(pause(state.Retry[i], tries[i]++), signal);
          continue;
        }
        return this.caught(state, frame, context, error);
      }
    }
  }

  async caught(state, frame, context, error) {
    const by = (state.Catch ?? []).find((one) => matches(one.ErrorEquals, error.error));
    if (!by) throw error;
    const errorOutput = { Error: error.error, Cause: error.cause };
    return this.leave(by, frame, this.scope(frame, { errorOutput }, context), errorOutput);
  }

  // Output and Assign both see what was before either.
  async leave(place, frame, scope, otherwise, next = place.Next) {
    const output = place.Output === undefined ? otherwise : await evaluate(place.Output, scope);
    Object.assign(frame.variables, await evaluate(place.Assign ?? {}, scope));
    return { output, next };
  }

  // ---- the kinds of states ----

  async Pass(state, frame, context) {
    return this.leave(state, frame, this.scope(frame, {}, context), frame.input);
  }

  async Succeed(state, frame, context) {
    return this.leave(state, frame, this.scope(frame, {}, context), frame.input);
  }

  async Fail(state, frame, context) {
    const scope = this.scope(frame, {}, context);
    throw new StatesError(await evaluate(state.Error ?? '', scope), await evaluate(state.Cause ?? '', scope));
  }

  async Wait(state, frame, context, signal) {
    const scope = this.scope(frame, {}, context);
    const seconds = state.Timestamp === undefined ? await evaluate(state.Seconds, scope)
      : Math.max(0, (new Date(await evaluate(state.Timestamp, scope)) - Date.now()) / 1000);
    if (!Number.isInteger(seconds) && state.Timestamp === undefined) {
      throw new StatesError('States.QueryEvaluationError', `Seconds is ${seconds}, and no whole number`);
    }
    await this.world.seconds(seconds, signal);
    return this.leave(state, frame, scope, frame.input);
  }

  async Choice(state, frame, context) {
    const scope = this.scope(frame, {}, context);
    for (const rule of state.Choices) {
      const holds = await evaluate(rule.Condition, scope);
      if (typeof holds !== 'boolean') throw new StatesError('States.QueryEvaluationError', `${rule.Condition} is neither true nor false`);
      if (holds) return this.leave(rule, frame, scope, frame.input);
    }
    if (!state.Default) throw new StatesError('States.NoChoiceMatched', frame.state);
    return this.leave(state, frame, scope, frame.input, state.Default);
  }

  async Task(state, frame, context, signal) {
    const token = state.Resource.endsWith('.waitForTaskToken') ? `${randomUUID()}${'token'.repeat(120)}` : undefined;
    const inside = token ? { ...context, Task: { Token: token } } : context;
    const scope = this.scope(frame, {}, inside);
    const given = state.Arguments === undefined ? frame.input : await evaluate(state.Arguments, scope);
    const [limit, heartbeat] = [await evaluate(state.TimeoutSeconds, scope), await evaluate(state.HeartbeatSeconds, scope)];
    const result = await this.within(limit, 'States.Timeout', signal,
      (inner) => this.world.task(state.Resource, given, { token, heartbeat, signal: inner }));
    return this.leave(state, frame, this.scope(frame, { result }, inside), result);
  }

  async Parallel(state, frame, context, signal) {
    const input = state.Arguments === undefined ? frame.input : await evaluate(state.Arguments, this.scope(frame, {}, context));
    const branches = state.Branches.map((branch) => ({ branch, input, context: {} }));
    const result = (await this.children(branches, frame, branches.length, 0, signal)).map((child) => child.output);
    return this.leave(state, frame, this.scope(frame, { result }, context), result);
  }

  async Map(state, frame, context, signal) {
    const scope = this.scope(frame, {}, context);
    const items = state.Items === undefined ? frame.input : await evaluate(state.Items, scope);
    const children = await Promise.all(items.map(async (value, index) => {
      const inner = { Map: { Item: { Index: index, Value: value } } };
      const input = state.ItemSelector === undefined ? value : await evaluate(state.ItemSelector, this.scope(frame, {}, { ...context, ...inner }));
      return { branch: state.ItemProcessor, input, context: inner };
    }));
    const percentage = await evaluate(state.ToleratedFailurePercentage ?? 0, scope);
    const tolerated = Math.max(await evaluate(state.ToleratedFailureCount ?? 0, scope), Math.floor(items.length * percentage / 100));
    const ended = await this.children(children, frame, state.MaxConcurrency || items.length, tolerated, signal);
    const result = ended.filter((child) => !child.failed).map((child) => child.output);
    return this.leave(state, frame, this.scope(frame, { result }, context), result);
  }

  // Branches and items: those that an earlier attempt of this execution ended stay as they are. One failure too many stops
  // the others.
  async children(children, frame, atOnce, tolerated, signal) {
    frame.items ??= children.map((child) => ({ frame: { input: child.input } }));
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const waiting = [...children.keys()].filter((i) => !frame.items[i].ended);
    let failures = 0;
    let first;
    const one = async (i) => {
      const item = frame.items[i];
      item.frame.variables = { ...frame.variables, ...item.frame.variables };
      const machine = new Machine(children[i].branch, this.world, { ...this.context, ...children[i].context });
      try {
        Object.assign(item, { output: await machine.run(item.frame, either), ended: true });
      } catch (error) {
        item.failed = true;
        first ??= error;
        if (++failures > tolerated) stop.abort();
      }
    };
    const hand = async () => { while (waiting.length > 0 && !stop.signal.aborted) await one(waiting.shift()); };
    await Promise.all(Array.from({ length: atOnce }, hand));
    if (failures > tolerated) {
      frame.items.forEach((item) => delete item.failed);
      throw tolerated > 0 ? new StatesError('States.ExceedToleratedFailureThreshold', `${failures} of ${children.length} failed`) : first;
    }
    return frame.items;
  }

  // What takes longer is told to stop, and given up.
  async within(limit, error, signal, body) {
    const stop = new AbortController();
    const work = body(AbortSignal.any([signal, stop.signal]));
    if (limit === undefined) return work;
    const done = new AbortController();
    const clock = this.world.seconds(limit, done.signal).then(() => { throw new StatesError(error, `after ${limit} seconds`); });
    try {
      return await Promise.race([work, clock]);
    } finally {
      stop.abort();
      done.abort();
      clock.catch(() => {});
      work.catch(() => {});
    }
  }
}

function pause(retry, tried) {
  const seconds = Math.min((retry.IntervalSeconds ?? 1) * (retry.BackoffRate ?? 2) ** tried, retry.MaxDelaySeconds ?? Infinity);
  return retry.JitterStrategy === 'FULL' ? seconds * Math.random() : seconds;
}

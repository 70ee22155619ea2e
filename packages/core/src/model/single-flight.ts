interface Flight {
  promise: Promise<unknown>;
  controller: AbortController;
  passengers: number;
  hasLanded: boolean;
}

/**
 * Runs identical work once: whoever asks for a key that is under way gets the same outcome.
 *
 * A caller that gives up leaves the work to the others; when the last one has left, the work is aborted.
 */
export class SingleFlight {
  readonly #flights = new Map<string, Flight>();

  /**
   * @param work - called only if the key is not under way, with a signal that lives as long as anyone waits.
   * @returns the outcome, and whether this caller joined work that another one had started.
   */
  async run<T>(
    key: string,
    work: (signal: AbortSignal) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<{ value: T; joined: boolean }> {
    signal?.throwIfAborted();
    const running = this.#flights.get(key);
    const flight = running ?? this.#start(key, work);
    flight.passengers++;
    try {
      return { value: (await waitFor(flight.promise, signal)) as T, joined: running !== undefined };
    } finally {
      flight.passengers--;
      if (flight.passengers === 0) {
        if (this.#flights.get(key) === flight) this.#flights.delete(key);
        if (!flight.hasLanded) flight.controller.abort(signal?.reason);
      }
    }
  }

  #start<T>(key: string, work: (signal: AbortSignal) => Promise<T>): Flight {
    const controller = new AbortController();
    const promise = work(controller.signal);
    const flight: Flight = { promise, controller, passengers: 0, hasLanded: false };
    const land = (): void => {
      flight.hasLanded = true;
    };
    // Handles the failure too: every passenger may have left by then.
    promise.then(land, land);
    this.#flights.set(key, flight);
    return flight;
  }
}

function waitFor<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

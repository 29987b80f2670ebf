package dev.meanwhile.check.tasks;

import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.waits.Waits;

/**
 * What rules can ask about the tasks of a program.
 *
 * @param origins where values come from
 * @param starts which calls start tasks
 * @param bodies what a task runs
 * @param executors how many tasks run at once
 * @param launches what calls leave running
 * @param ownClients what calls ask of modules beside the tree
 * @param elements how many elements there may be
 * @param losses what is lost with a future
 */
public record Tasks(
    Origins origins,
    Starts starts,
    TaskBodies bodies,
    Executors executors,
    Launches launches,
    OwnClients ownClients,
    Elements elements,
    Losses losses) {
  /** Of a program. */
  public static Tasks of(Program program, Waits waits) {
    var origins = new Origins(program);
    var starts = new Starts(program, origins);
    var bodies = new TaskBodies(program, origins);
    var failures = new Failures(program, waits);
    var executors = new Executors(program, origins);
    return new Tasks(
        origins,
        starts,
        bodies,
        executors,
        new Launches(program, starts, executors),
        new OwnClients(program),
        new Elements(origins),
        new Losses(program, starts, bodies, failures, origins));
  }
}

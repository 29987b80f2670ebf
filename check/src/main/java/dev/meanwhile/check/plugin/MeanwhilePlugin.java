package dev.meanwhile.check.plugin;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;

/**
 * {@code -Xplugin:Meanwhile}: checks what javac compiles, with all types, and reports what it finds
 * as javac's own warnings. The arguments are those of {@link PluginArguments}.
 *
 * <p>Whatever goes wrong in here, the compilation goes on.
 */
public final class MeanwhilePlugin implements Plugin {
  @Override
  public String getName() {
    return "Meanwhile";
  }

  @Override
  public void init(JavacTask task, String... arguments) {
    task.addTaskListener(new BuildListener(task, arguments));
  }
}

import static dev.meanwhile.Meanwhile.*;

import dev.meanwhile.ContextCarrier;

// @start region="context"
static final ScopedValue<String> TENANT = ScopedValue.newInstance();

void main() throws InterruptedException {
  ContextCarrier.of(TENANT).install(); // once, when the application starts
  ScopedValue.where(TENANT, "Babbage & Co")
      .call(() -> all(() -> greeting("user"), () -> greeting("org"), (a, b) -> print(a, b)));
}

String greeting(String what) {
  return what + " of " + TENANT.get();
}

// @end

Void print(String... lines) {
  for (String line : lines) {
    IO.println(line);
  }
  return null;
}

package dev.meanwhile.check;

import java.io.Serializable;
import java.util.Optional;

/**
 * A finding before the options and the configuration choose.
 *
 * @param unwanted why the code does not want to hear of it, as it says
 */
record RawFinding(Finding finding, Optional<String> unwanted) implements Serializable {}

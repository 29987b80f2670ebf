/** What findings cost while the program ran: joins them with waits that were measured. */
@NullMarked
package dev.meanwhile.check.profile;

import org.jspecify.annotations.NullMarked;

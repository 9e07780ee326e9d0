/** Whether every benchmark runs and says something; what it says is not looked at. */
@NullMarked
package io.florin.benchmark;

import org.jspecify.annotations.NullMarked;

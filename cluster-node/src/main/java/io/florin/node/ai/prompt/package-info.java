/**
 * What models are told, in files of the class path: {@code prompts/<kind>/<version>.md} and beside
 * it the schema of the answer. A version that was in use is never edited: results name it.
 */
@NullMarked
package io.florin.node.ai.prompt;

import org.jspecify.annotations.NullMarked;

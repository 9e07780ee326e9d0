/**
 * OpenAI, as far as jobs need it: chat completions, responses and transcriptions with their usage,
 * and its errors. What it says follows from the request alone, so that a test can know it. {@link
 * io.florin.sandbox.provider.openai.OpenAiSimulator} puts the layers together.
 */
@NullMarked
package io.florin.sandbox.provider.openai;

import org.jspecify.annotations.NullMarked;

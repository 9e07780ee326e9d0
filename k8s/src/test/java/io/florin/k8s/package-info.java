/**
 * The manifests in {@code base/} and {@code overlays/}, checked without a cluster. {@link
 * io.florin.k8s.StrictModel} reads an object and refuses fields that Kubernetes does not have,
 * {@link io.florin.k8s.Bundle} is all objects that are applied together: those of the files, or
 * those that {@code kubectl kustomize} prints, and {@link io.florin.k8s.References} finds what one
 * of them names and none of them is.
 */
@NullMarked
package io.florin.k8s;

import org.jspecify.annotations.NullMarked;

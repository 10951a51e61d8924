@NullMarked
package dev.assay.lab.tune;

import org.jspecify.annotations.NullMarked;

package dev.assay.hub.identity;

import org.jspecify.annotations.Nullable;

/**
 * Who somebody is to another site.
 *
 * @param subject what that site calls them, for good
 * @param name what they like to be called
 * @param email an address that it says it has checked, null where it says nothing of the kind
 */
public record Identity(String issuer, String subject, String name, @Nullable String email) {}

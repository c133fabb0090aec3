package dev.hone.result;

/// What a run used, by role.
public record RunUsage(RoleUsage taskModel, RoleUsage optimizerModel) {

    public static final RunUsage NONE = new RunUsage(RoleUsage.NONE, RoleUsage.NONE);
}

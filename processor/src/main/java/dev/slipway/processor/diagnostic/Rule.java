package dev.slipway.processor.diagnostic;

/**
 * Every rule that definitions can break, by the tag that stands in its messages: {@code [Slipway.UnknownPlaceholder]}.
 * Each has a page of its own, {@code docs/diagnostics/UnknownPlaceholder.md}, which the runner explains it with.
 */
public enum Rule {
    /** A reference to no axis, attribute, fragment attribute or source. */
    UNKNOWN_PLACEHOLDER("UnknownPlaceholder", Severity.ERROR),
    /** Braces that look like a reference and are none. */
    MALFORMED_PLACEHOLDER("MalformedPlaceholder", Severity.ERROR),
    /** Two references that would be one build argument. */
    AMBIGUOUS_ARGUMENT("AmbiguousArgument", Severity.ERROR),
    /** A reference where a shell would not replace its variable. */
    PLACEHOLDER_IN_SINGLE_QUOTES("PlaceholderInSingleQuotes", Severity.ERROR),
    /** A class where an axis is wanted. */
    NOT_AN_AXIS("NotAnAxis", Severity.ERROR),
    /** A class where an image is wanted. */
    NOT_AN_IMAGE("NotAnImage", Severity.ERROR),
    /** A class where a stage is wanted. */
    NOT_A_STAGE("NotAStage", Severity.ERROR),
    /** Images that need each other in a circle. */
    IMAGE_CYCLE("ImageCycle", Severity.ERROR),
    /** Stages that need each other in a circle. */
    STAGE_CYCLE("StageCycle", Severity.ERROR),
    /** Orders that contradict each other. */
    ORDER_CYCLE("OrderCycle", Severity.ERROR),
    /** An order of what brings no steps. */
    NOTHING_TO_ORDER("NothingToOrder", Severity.ERROR),
    /** A fragment that contains itself. */
    FRAGMENT_RECURSION("FragmentRecursion", Severity.ERROR),
    /** A fragment attribute with the name of an axis or source. */
    FRAGMENT_ATTRIBUTE_HIDES_NAME("FragmentAttributeHidesName", Severity.ERROR),
    /** Two images of one name. */
    DUPLICATE_IMAGE("DuplicateImage", Severity.ERROR),
    /** Two variants of one name and tag. */
    DUPLICATE_TAG("DuplicateTag", Severity.ERROR),
    /** Two axes of one name. */
    DUPLICATE_AXIS("DuplicateAxis", Severity.ERROR),
    /** Two sources of one name. */
    DUPLICATE_SOURCE("DuplicateSource", Severity.ERROR),
    /** A version that an axis has twice. */
    DUPLICATE_RELEASE("DuplicateRelease", Severity.ERROR),
    /** Two stages of one name in an image. */
    DUPLICATE_STAGE("DuplicateStage", Severity.ERROR),
    /** Two images of one constant in the generated class. */
    DUPLICATE_CONSTANT("DuplicateConstant", Severity.ERROR),
    /** A generated class with the name of another. */
    DUPLICATE_CLASS("DuplicateClass", Severity.ERROR),
    /** An image of which every variant is excluded. */
    NO_VARIANT("NoVariant", Severity.ERROR),
    /** An exclusion from an axis by which an image does not vary. */
    NOTHING_TO_EXCLUDE("NothingToExclude", Severity.ERROR),
    /** An image or stage that starts from nothing. */
    MISSING_FROM("MissingFrom", Severity.ERROR),
    /** A base, copy or mount with more than one origin. */
    AMBIGUOUS_FROM("AmbiguousFrom", Severity.ERROR),
    /** A constant of an axis without a version. */
    MISSING_RELEASE("MissingRelease", Severity.ERROR),
    /** A file that the context lacks. */
    MISSING_CONTEXT_FILE("MissingContextFile", Severity.ERROR),
    /** A folder where a file is wanted. */
    CONTEXT_FILE_IS_DIRECTORY("ContextFileIsDirectory", Severity.ERROR),
    /** A path that leaves the context. */
    CONTEXT_ESCAPES("ContextEscapes", Severity.ERROR),
    /** A script that does not begin with #!. */
    SCRIPT_WITHOUT_INTERPRETER("ScriptWithoutInterpreter", Severity.ERROR),
    /** A name that no registry takes. */
    MALFORMED_IMAGE_NAME("MalformedImageName", Severity.ERROR),
    /** A tag that no registry takes. */
    MALFORMED_TAG("MalformedTag", Severity.ERROR),
    /** A reference to an external image that no registry takes. */
    MALFORMED_IMAGE_REFERENCE("MalformedImageReference", Severity.ERROR),
    /** A default repository that no registry takes. */
    MALFORMED_REPOSITORY("MalformedRepository", Severity.ERROR),
    /** A package name that Debian's policy does not allow. */
    MALFORMED_APT_PACKAGE("MalformedAptPackage", Severity.ERROR),
    /** A suite name that apt does not take. */
    MALFORMED_APT_SUITE("MalformedAptSuite", Severity.ERROR),
    /** A package name that apk does not take. */
    MALFORMED_APK_PACKAGE("MalformedApkPackage", Severity.ERROR),
    /** A requirement that pip does not take. */
    MALFORMED_PIN("MalformedPin", Severity.ERROR),
    /** A release that is no version. */
    MALFORMED_VERSION("MalformedVersion", Severity.ERROR),
    /** A checksum that is no SHA-256. */
    MALFORMED_CHECKSUM("MalformedChecksum", Severity.ERROR),
    /** Permissions that are not octal. */
    MALFORMED_MODE("MalformedMode", Severity.ERROR),
    /** A length of time that is none. */
    MALFORMED_TIMEOUT("MalformedTimeout", Severity.ERROR),
    /** An amount of memory that is none. */
    MALFORMED_SIZE("MalformedSize", Severity.ERROR),
    /** A place where a command can see no mount. */
    UNMOUNTABLE_TARGET("UnmountableTarget", Severity.ERROR),
    /** Two mounts of one command at the same place. */
    DUPLICATE_TARGET("DuplicateTarget", Severity.ERROR),
    /** Fewer than no retries. */
    NEGATIVE_RETRIES("NegativeRetries", Severity.ERROR),
    /** A port that is none. */
    MALFORMED_PORT("MalformedPort", Severity.ERROR),
    /** A variable name that shells do not take. */
    MALFORMED_ENV_NAME("MalformedEnvName", Severity.ERROR),
    /** A user name that Debian does not take. */
    MALFORMED_ACCOUNT("MalformedAccount", Severity.ERROR),
    /** A relative path where an absolute one is wanted. */
    MALFORMED_PATH("MalformedPath", Severity.ERROR),
    /** An address that is no URL. */
    MALFORMED_URL("MalformedUrl", Severity.ERROR),
    /** A name of an axis, attribute, source, repository or stage with characters that it must not have. */
    MALFORMED_NAME("MalformedName", Severity.ERROR),
    /** An attribute of releases with a name that means something for every release. */
    RESERVED_ATTRIBUTE("ReservedAttribute", Severity.ERROR),
    /** A secret in an environment variable, where every layer and log shows it. */
    SECRET_IN_ENV("SecretInEnv", Severity.ERROR),
    /** A base that is another one tomorrow. */
    UNPINNED_BASE("UnpinnedBase", Severity.WARNING),
    /** Two settings of which only one can hold. */
    CONTRADICTORY_SETTINGS("ContradictorySettings", Severity.ERROR),
    /** A release that an axis does not have. */
    UNKNOWN_RELEASE("UnknownRelease", Severity.ERROR),
    /** An annotation that asks for nothing. */
    EMPTY_DECLARATION("EmptyDeclaration", Severity.ERROR),
    /** A command with neither or both of lines and a script. */
    RUN_NEEDS_ONE("RunNeedsOne", Severity.ERROR),
    /** Values that cannot reach lines which name their interpreter. */
    INTERPRETED_LINES("InterpretedLines", Severity.ERROR),
    /** Annotations on a type that declares nothing. */
    STRAY_ANNOTATION("StrayAnnotation", Severity.ERROR),
    /** Images in a package that is no catalogue. */
    NO_CATALOG("NoCatalog", Severity.ERROR),
    /** Images that meet with different axes or releases. */
    MISMATCHED_AXES("MismatchedAxes", Severity.ERROR),
    /** A declaration that another processor generates after the catalogue is written. */
    LATE_DECLARATION("LateDeclaration", Severity.ERROR),
    /** What no shell or no Dockerfile can say. */
    NOT_EXPRESSIBLE("NotExpressible", Severity.ERROR),
    /** A mistake of Slipway's own. */
    INTERNAL_ERROR("InternalError", Severity.ERROR);

    private final String tag;
    private final Severity severity;

    Rule(String tag, Severity severity) {
        this.tag = tag;
        this.severity = severity;
    }

    public String tag() {
        return tag;
    }

    public Severity severity() {
        return severity;
    }
}

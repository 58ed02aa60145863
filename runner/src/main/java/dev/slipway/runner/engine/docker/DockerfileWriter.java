package dev.slipway.runner.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.dockerfile.InstructionWriter;
import dev.slipway.dockerfile.Quoting;
import dev.slipway.graph.ContextFiles;
import dev.slipway.graph.Instruction;
import dev.slipway.graph.Node;
import dev.slipway.graph.Operation;
import dev.slipway.graph.Stage;
import dev.slipway.model.Base;
import dev.slipway.model.Check;
import dev.slipway.model.Patience;
import dev.slipway.model.Reference;
import dev.slipway.model.Text;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.profile.BaseRecipe;
import dev.slipway.runner.registry.ImageReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the Dockerfiles of a node: that of its image, and that of its checks. */
final class DockerfileWriter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCRATCH = "scratch";

    private final StageNames names;
    private final Map<String, BaseRecipe> recipes;
    private final Map<String, String> adopted;
    private final Optional<Duration> limit;
    private final Map<String, Node> nodes;
    private final Node node;

    /**
     * A writer.
     *
     * @param recipes how external images are come by, by the reference that nodes use
     * @param adopted references of the images that are pulled although others could be built, by the ids of their nodes
     * @param limit the longest that a command may take that says nothing of it itself
     * @param nodes those that the node depends on, by id
     */
    DockerfileWriter(
            StageNames names,
            Map<String, BaseRecipe> recipes,
            Map<String, String> adopted,
            Optional<Duration> limit,
            Map<String, Node> nodes,
            Node node) {
        this.names = names;
        this.recipes = recipes;
        this.adopted = adopted;
        this.limit = limit;
        this.nodes = nodes;
        this.node = node;
    }

    /** All stages of the node, the image last. */
    Dockerfile image() throws EngineException {
        List<Dockerfile.Part> parts = new ArrayList<>(files());
        for (Stage stage : node.stages()) {
            parts.add(new StageWriter(stage).part());
        }
        return new Dockerfile(parts);
    }

    /** A stage for each file or folder that the node takes from the context: for why, see DESIGN.md. */
    private List<Dockerfile.Part> files() {
        return node.stages().stream()
                .flatMap(stage -> stage.operations().stream())
                .flatMap(operation -> operation.instructions().stream())
                .flatMap(ContextFiles::paths)
                .distinct()
                .map(this::file)
                .toList();
    }

    private Dockerfile.Part file(String path) {
        Instruction.Copy copy = new Instruction.Copy(path, Text.literal("/" + path), "", "");
        String name = names.file(path);
        String line = copy.accept(new InstructionWriter(new StageWriter(node.main())));
        return new Dockerfile.Part(
                name, "FROM scratch AS " + name + "\n" + line + "\n", List.of(), List.of(), Set.of());
    }

    /** A stage a check. Each starts from the image as it is: of its build's arguments, checks see nothing. */
    Dockerfile checks() {
        String image = names.image(node);
        List<String> shell = ImageShell.of(node, nodes);
        List<Dockerfile.Part> parts = IntStream.range(0, node.checks().size())
                .mapToObj(i -> check(names.check(node, i), image, node.checks().get(i), shell))
                .toList();
        return new Dockerfile(parts);
    }

    private Dockerfile.Part check(String name, String image, Check check, List<String> shell) {
        String text =
                "FROM " + image + " AS " + name + "\nRUN --network=none " + json(CheckCommand.of(check, shell)) + "\n";
        Place place = new Place.OfCheck(node.id(), node.main().name(), check, limit);
        return new Dockerfile.Part(name, text, List.of(place), List.of(), Set.of(image));
    }

    private static String json(List<String> words) {
        try {
            return JSON.writeValueAsString(words);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes one stage. */
    private final class StageWriter implements InstructionWriter.Names {
        private final Stage stage;
        private final InstructionWriter writer = new InstructionWriter(this, path -> Optional.of(names.file(path)));
        private final StringBuilder text = new StringBuilder();
        private final List<Place> places = new ArrayList<>();
        private final List<Place.OfBase> bases = new ArrayList<>();
        private final Set<String> contexts = new HashSet<>();

        StageWriter(Stage stage) {
            this.stage = stage;
        }

        Dockerfile.Part part() throws EngineException {
            String name = names.stage(node, stage.name());
            places.addAll(pulled(stage.base()));
            text.append("FROM ")
                    .append(source(stage.base()))
                    .append(" AS ")
                    .append(name)
                    .append('\n');
            int index = 0;
            for (Operation operation : stage.operations()) {
                index++;
                add(operation, index);
            }
            return new Dockerfile.Part(name, text.toString(), places, bases, contexts);
        }

        private void add(Operation operation, int index) throws EngineException {
            try {
                for (Instruction instruction : operation.instructions()) {
                    for (Base base : instruction.sources().toList()) {
                        pulled(base);
                    }
                    arguments(instruction).forEach(line -> text.append(line).append('\n'));
                    text.append(instruction.accept(writer)).append('\n');
                    if (instruction.accept(MakesVertex.CASES)) {
                        places.add(place(operation, index, instruction));
                    }
                }
            } catch (IllegalArgumentException e) {
                List<String> why = List.of(String.valueOf(e.getMessage()));
                throw new EngineException(
                        new Failure.StepFailed(node.id(), stage.name(), operation, Failure.NO_EXIT_CODE, why), e);
            }
        }

        private Place place(Operation operation, int index, Instruction instruction) {
            Optional<Instruction.Run> run = Optional.of(instruction)
                    .filter(Instruction.Run.class::isInstance)
                    .map(Instruction.Run.class::cast);
            return new Place.OfStep(
                    node.id(),
                    stage.name(),
                    index,
                    stage.operations().size(),
                    operation,
                    run.flatMap(command -> limit(command.patience())),
                    run.map(command -> command.patience().retries()).orElse(0));
        }

        private Optional<Duration> limit(Patience patience) {
            return patience.seconds() == 0 ? limit : Optional.of(Duration.ofSeconds(patience.seconds()));
        }

        /** A command sees its arguments as variables; others of the same name may have come in between. */
        private Stream<String> arguments(Instruction instruction) {
            return instruction instanceof Instruction.Run run
                    ? run.arguments().entrySet().stream()
                            .map(argument -> "ARG " + argument.getKey() + "="
                                    + Quoting.argument(argument.getValue().value()))
                    : Stream.empty();
        }

        /** The image of somebody else's that is pulled for a base, if one is. */
        private List<Place.OfBase> pulled(Base base) throws EngineException {
            Optional<String> pulled = pulledFor(base);
            if (pulled.isEmpty()) {
                return List.of();
            }
            String reference = base instanceof Base.External external
                    ? external.reference().value()
                    : pulled.get();
            try {
                Place.OfBase place = new Place.OfBase(
                        node.id(), reference, ImageReference.parse(pulled.get()).toString());
                bases.add(place);
                return List.of(place);
            } catch (IllegalArgumentException e) {
                throw new EngineException(
                        new Failure.BaseFailed(node.id(), reference, String.valueOf(e.getMessage()), List.of()), e);
            }
        }

        @Override
        public String source(Base base) {
            return base.accept(new Base.Cases<>() {
                @Override
                public String external(Base.External external) {
                    String reference = external.reference().value();
                    return pulledFor(external).orElseGet(() -> made(reference));
                }

                @Override
                public String ofImage(Base.OfImage image) {
                    return pulledFor(image).orElseGet(() -> context(names.image(needed(image.image()))));
                }

                @Override
                public String ofStage(Base.OfStage earlier) {
                    return names.stage(node, earlier.stage());
                }
            });
        }

        private String made(String reference) {
            return reference.equals(SCRATCH) ? SCRATCH : context(names.base(reference));
        }

        private String context(String name) {
            contexts.add(name);
            return name;
        }

        @Override
        public String constant(Reference reference, Instruction.Invocation.Kind place) {
            throw new IllegalStateException(node.id() + " has an unresolved reference " + reference);
        }
    }

    private Node needed(String id) {
        Node needed = nodes.get(id);
        if (needed == null) {
            throw new IllegalStateException(node.id() + " needs '" + id + "' before it is built");
        }
        return needed;
    }

    /** What is pulled for a base; empty if that is made. */
    private Optional<String> pulledFor(Base base) {
        return base.accept(new Base.Cases<>() {
            @Override
            public Optional<String> external(Base.External external) {
                String reference = external.reference().value();
                BaseRecipe recipe = recipes.getOrDefault(reference, new BaseRecipe.Replaced(reference));
                return reference.equals(SCRATCH)
                        ? Optional.empty()
                        : recipe.accept(new BaseRecipe.Cases<>() {
                            @Override
                            public Optional<String> debootstrapped(BaseRecipe.Debootstrapped made) {
                                return Optional.empty();
                            }

                            @Override
                            public Optional<String> replaced(BaseRecipe.Replaced other) {
                                return Optional.of(other.reference());
                            }
                        });
            }

            @Override
            public Optional<String> ofImage(Base.OfImage image) {
                return Optional.ofNullable(adopted.get(image.image()));
            }

            @Override
            public Optional<String> ofStage(Base.OfStage stage) {
                return Optional.empty();
            }
        });
    }
}

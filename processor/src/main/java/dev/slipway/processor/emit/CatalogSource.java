package dev.slipway.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.ImageName;
import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.processor.link.CatalogClass;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The Java of a catalogue's class. */
public final class CatalogSource {
    private CatalogSource() {}

    /** The class, with a constant for each published image. */
    public static JavaFile of(CatalogClass catalog, BuildGraph graph) {
        Family family = graph.family();
        List<ImageDefinition> images =
                family.images().stream().filter(ImageDefinition::published).toList();
        TypeSpec.Builder type = TypeSpec.classBuilder(catalog.name())
                .addJavadoc(
                        "The images of {@code $L}; generated from {@link $L}.\n",
                        family.repository(),
                        catalog.packageName())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(Catalog.class);
        images.forEach(image -> type.addField(constant(image, graph)));
        type.addMethod(name(catalog.packageName())).addMethod(images(images));
        return JavaFile.builder(catalog.packageName(), type.build())
                .skipJavaLangImports(true)
                .indent("    ")
                .build();
    }

    private static FieldSpec constant(ImageDefinition image, BuildGraph graph) {
        List<CodeBlock> tags = graph.nodes().stream()
                .filter(node -> node.image().equals(image.name()))
                .map(Node::tag)
                .map(tag -> CodeBlock.of("$S", tag))
                .toList();
        return FieldSpec.builder(
                        ImageName.class,
                        CatalogClass.constant(image.name()),
                        Modifier.PUBLIC,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .addJavadoc("$L\n", image.description().isEmpty() ? image.name() : image.description())
                .initializer(
                        "new $T($S, $S, $T.of($L))",
                        ImageName.class,
                        graph.family().repository(),
                        image.name(),
                        List.class,
                        CodeBlock.join(tags, ", "))
                .build();
    }

    private static MethodSpec name(String packageName) {
        return MethodSpec.methodBuilder("name")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement("return $S", packageName)
                .build();
    }

    private static MethodSpec images(List<ImageDefinition> images) {
        List<CodeBlock> constants = images.stream()
                .map(image -> CodeBlock.of("$L", CatalogClass.constant(image.name())))
                .toList();
        return MethodSpec.methodBuilder("images")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(ClassName.get(List.class), ClassName.get(ImageName.class)))
                .addStatement("return $T.of($L)", List.class, CodeBlock.join(constants, ", "))
                .build();
    }
}

package dev.slipway.runner.engine.docker;

import dev.slipway.graph.Instruction;

/** Whether BuildKit makes a numbered vertex of an instruction; what is none changes the configuration only. */
enum MakesVertex implements Instruction.Cases<Boolean> {
    CASES;

    @Override
    public Boolean run(Instruction.Run run) {
        return true;
    }

    @Override
    public Boolean copy(Instruction.Copy copy) {
        return true;
    }

    @Override
    public Boolean writeFile(Instruction.WriteFile file) {
        return true;
    }

    @Override
    public Boolean copyFrom(Instruction.CopyFrom copy) {
        return true;
    }

    @Override
    public Boolean download(Instruction.Download download) {
        return true;
    }

    @Override
    public Boolean gitSource(Instruction.GitSource source) {
        return true;
    }

    @Override
    public Boolean env(Instruction.Env env) {
        return false;
    }

    @Override
    public Boolean setting(Instruction.Setting setting) {
        return setting.kind() == Instruction.Setting.Kind.WORKDIR;
    }

    @Override
    public Boolean invocation(Instruction.Invocation invocation) {
        return false;
    }

    @Override
    public Boolean label(Instruction.Label label) {
        return false;
    }
}

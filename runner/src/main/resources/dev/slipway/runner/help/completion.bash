# shellcheck shell=bash
# Completion of Slipway's runner for bash: source <(runner completion bash)
# What could follow is asked of the runner itself.
_slipway_runner() {
    local line=${COMP_LINE:0:COMP_POINT} breaks=${COMP_WORDBREAKS//[^:=]/} kept=
    mapfile -t COMPREPLY < <("${1/#\~/$HOME}" completion --line "$line" 2> /dev/null)
    # Of a word, bash replaces what stands behind the last of these.
    if [[ -n $breaks ]]; then
        local word=${line##*[[:space:]]}
        kept=${word%"${word##*["$breaks"]}"}
    fi
    COMPREPLY=("${COMPREPLY[@]#"$kept"}")
}
complete -o default -F _slipway_runner runner

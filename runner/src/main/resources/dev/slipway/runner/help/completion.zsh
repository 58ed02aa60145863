#compdef runner
# Completion of Slipway's runner for zsh: source <(runner completion zsh), after compinit; or a file _runner in $fpath.
# What could follow is asked of the runner itself.
_slipway_runner() {
    local line="${(j: :)words[1,CURRENT-1]} $PREFIX"
    local -a found
    found=(${(f)"$("${words[1]/#\~/$HOME}" completion --line "$line" 2> /dev/null)"})
    if (( $#found )); then
        compadd -a found
    else
        _files
    fi
}
if [[ $funcstack[1] == _runner ]]; then
    _slipway_runner
else
    compdef _slipway_runner runner
fi

# prompt.bash - the session in the prompt: (prod 3h05m) ~/infra $
#
#	source ~/.local/share/awsmfa/prompt.bash	in ~/.bashrc, below the line that sets PS1
#
# Reads the clock and two variables that a session sets. Starts no program and no subshell, and never runs what is in
# those variables, nor takes it for an escape of the prompt. Needs bash 4.2. With the hook: below its line, so that the
# prompt shows the session that the hook has just renewed. Loading it twice is loading it once.

# Sets aws_text: "(prod 3h05m) ", "(prod expired) ", or nothing without a session. Leaves $? as it was.
aws_segment() {
	local last=$? now left profile=${AWSMFA_PROFILE:-aws}
	aws_text=
	case ${AWSMFA_EXPIRES-} in # digits only: bash would run code in a number
	'' | *[!0123456789]* | ????????????*) return "$last" ;;
	esac
	printf -v now '%(%s)T' -1
	left=$((10#$AWSMFA_EXPIRES - now))
	if ((left >= 3600)); then
		printf -v left '%dh%02dm' "$((left / 3600))" "$((left % 3600 / 60))"
	elif ((left > 0)); then
		left=$(((left + 59) / 60))m
	else
		left=expired
	fi
	aws_text="(${profile//[[:cntrl:]]/?} $left) "
	return "$last"
}
[[ ${PROMPT_COMMAND[*]-} == *aws_segment* ]] || PROMPT_COMMAND=${PROMPT_COMMAND:+$PROMPT_COMMAND$'\n'}aws_segment
# shellcheck disable=SC2016 # expanded when the prompt is drawn
[[ ${PS1-} == *'${aws_text}'* ]] || PS1='${aws_text}'${PS1-}

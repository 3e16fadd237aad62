# prompt.fish - the session on the right of the prompt: (prod 3h05m)
#
#	source ~/.local/share/awsmfa/prompt.fish	in ~/.config/fish/config.fish
#
# Reads the clock and two variables that a session sets. Starts no program, and never runs what is in those variables.
# Needs fish 3.5. A right prompt that is there already comes after it; or call aws_segment in a fish_prompt of your own.
# Loading it twice is loading it once.

# Prints "(prod 3h05m) ", "(prod expired) ", or nothing without a session.
function aws_segment
    string match -qr '^[0-9]{1,11}\z' -- "$AWSMFA_EXPIRES"; or return 0
    set -l left (math "$AWSMFA_EXPIRES - $(path mtime /) - $(path mtime -R /)") # now, without starting a program
    set -l profile (string replace -ar '[[:cntrl:]]' '?' -- "$AWSMFA_PROFILE")
    test -n "$profile"; or set profile aws
    if test $left -ge 3600
        printf '(%s %dh%02dm) ' $profile (math -s0 $left / 3600) (math -s0 $left % 3600 / 60)
    else if test $left -gt 0
        printf '(%s %dm) ' $profile (math "ceil($left / 60)")
    else
        printf '(%s expired) ' $profile
    end
end

if not functions -q aws_segment_others
    if functions -q fish_right_prompt
        functions -c fish_right_prompt aws_segment_others
    else
        function aws_segment_others
        end
    end
    function fish_right_prompt
        aws_segment
        aws_segment_others
    end
end

# fish completion for awsmfa

# The names of the profiles; $argv[1]: argument, those that would not be an option there.
function __awsmfa_profiles
    command -q awsmfa; or return
    set -l names (command awsmfa profiles --names 2>/dev/null)
    if test "$argv[1]" = argument
        string match -v -- '-*' $names
    else
        string join \n -- $names
    end
end

# Whether the command is $argv[1]; without an argument: whether there is none yet.
function __awsmfa_command_is
    set -l words (commandline -opc)
    test "$words[2]" = "$argv[1]"
end

# The words from the COMMAND of exec on, as far as they are typed; the current word if it may be COMMAND.
function __awsmfa_exec_words
    set -l words (commandline -opc) (commandline -ct)
    set -e words[1..2]
    while set -q words[2]
        set -l word $words[1]
        switch $word
            case --
                set -e words[1]
                break
            case -p -t -s -d -r --profile --token-code --serial-number --duration --role-arn --role-session-name \
                    --external-id --source-identity --policy --policy-arn --long-term-suffix --region --endpoint-url --min
                set -e words[1]
                set -e words[1]
            case '-*'
                set -e words[1]
            case '*'
                break
        end
    end
    string join \n -- $words
end

# Completes COMMAND and then what COMMAND completes by itself.
function __awsmfa_complete_exec
    set -l words (__awsmfa_exec_words)
    set -q words[1]; and not string match -q -- '-*' $words[1]; or return
    __fish_complete_subcommand --commandline $words
end

# Whether an option may stand here that says which session.
function __awsmfa_in_session
    __awsmfa_command_is env; or __awsmfa_command_is use; or begin
        __awsmfa_command_is exec; and test (count (__awsmfa_exec_words)) -le 1
    end
end

set -l no_command '__awsmfa_command_is'
set -l in_env '__awsmfa_command_is env'
set -l in_session __awsmfa_in_session

complete -c awsmfa -f
complete -c awsmfa -n $no_command -a env -d 'print the shell code that puts a session into this shell'
complete -c awsmfa -n $no_command -a use -d 'put a session into this shell (with the hook)'
complete -c awsmfa -n $no_command -a drop -d 'take the session out of this shell (with the hook)'
complete -c awsmfa -n $no_command -a exec -d 'run a command with a session; this shell stays as it is'
complete -c awsmfa -n $no_command -a status -d 'say what this terminal holds and for how long'
complete -c awsmfa -n $no_command -a profiles -d 'list the profiles: keys, MFA device, role, region'
complete -c awsmfa -n $no_command -a devices -d "list the user's MFA devices"
complete -c awsmfa -n $no_command -a doctor -d 'look for what is wrong, and say what helps'
complete -c awsmfa -n $no_command -a hook -d 'print the hook that renews the session by itself'
complete -c awsmfa -n $no_command -a help -d 'show what the commands do'
complete -c awsmfa -n $no_command -a version -d 'show the version'
complete -c awsmfa -n $no_command -s V -l version -d 'show the version'
complete -c awsmfa -s h -l help -d 'show help'

complete -c awsmfa -n '__awsmfa_command_is env; or __awsmfa_command_is use' -a '(__awsmfa_profiles argument)' -d profile
complete -c awsmfa -n '__awsmfa_command_is exec' -a '(__awsmfa_complete_exec)'
complete -c awsmfa -n $in_session -x -s p -l profile -a '(__awsmfa_profiles)' -d 'the profile to use'
complete -c awsmfa -n $in_session -x -s t -l token-code -d 'the MFA code; - reads it from stdin'
complete -c awsmfa -n $in_session -x -s s -l serial-number -d 'the MFA device: its ARN or hardware serial'
complete -c awsmfa -n $in_session -x -s d -l duration -a '15m 1h 4h 12h 36h' -d 'how long it lives'
complete -c awsmfa -n $in_session -x -s r -l role-arn -d 'the role to assume'
complete -c awsmfa -n $in_session -x -l role-session-name -d "how the role's session is called in logs"
complete -c awsmfa -n $in_session -x -l external-id -d "what the role's trust policy may ask for"
complete -c awsmfa -n $in_session -x -l source-identity -d 'who it is, kept over all roles'
complete -c awsmfa -n $in_session -r -F -l policy -d "narrows what the role's session may do"
complete -c awsmfa -n $in_session -x -l policy-arn -d 'the same by managed policies'
complete -c awsmfa -n $in_session -x -l long-term-suffix -d "aws-mfa's sections are called NAME-S"
complete -c awsmfa -n $in_session -x -l region -d 'the region to use and to export'
complete -c awsmfa -n $in_session -x -l endpoint-url -d 'where STS is'
complete -c awsmfa -n $in_session -l share -d 'share the MFA session among terminals'
complete -c awsmfa -n $in_session -s f -l force -d 'get a new session in any case'
complete -c awsmfa -n $in_session -x -l min -a '15m 30m 45m 1h' -d 'get a new one if less than this is left'
complete -c awsmfa -n $in_session -l no-input -d 'never ask; exit 6 instead'
complete -c awsmfa -n $in_session -s q -l quiet -d 'say only what went wrong'
complete -c awsmfa -n $in_session -s v -l verbose -d 'say every step'
set -l formats sh bash zsh dash ksh fish csh tcsh dotenv process json
complete -c awsmfa -n $in_env -x -l format -a "$formats" -d 'the form of the output'
complete -c awsmfa -n $in_env -l drop -d 'print what takes the session out again'

complete -c awsmfa -n '__awsmfa_command_is drop' -l all -d 'delete what the terminals share as well'
complete -c awsmfa -n '__awsmfa_command_is status' -l json -d 'one JSON object'
complete -c awsmfa -n '__awsmfa_command_is profiles' -l json -d 'a JSON array with one object for each profile'
complete -c awsmfa -n '__awsmfa_command_is profiles' -l names -d 'only the names, one on each line'
complete -c awsmfa -n '__awsmfa_command_is devices' -x -s p -l profile -a '(__awsmfa_profiles)' -d 'whose user is meant, as for env'
complete -c awsmfa -n '__awsmfa_command_is devices' -l json -d 'a JSON array with one object for each device'
complete -c awsmfa -n '__awsmfa_command_is doctor' -x -s p -l profile -a '(__awsmfa_profiles)' -d 'the profile to look at'
complete -c awsmfa -n '__awsmfa_command_is doctor' -l json -d 'one JSON array'
complete -c awsmfa -n '__awsmfa_command_is hook' -a 'bash zsh fish' -d shell
complete -c awsmfa -n '__awsmfa_command_is help' -a 'env use drop exec status profiles devices doctor hook help version'

#include "heed/core/error.hpp"
#include "scenarios/commands/completion.hpp"

#include <iostream>
#include <memory>
#include <utility>

namespace heed::scenarios {
namespace {

// Each asks `heed complete -- WORDS…`, which prints a candidate to a line, its meaning behind a tab; and
// ":files [ENDING…]" where files may stand.

constexpr const char* bash = R"shell(# Completes the words of heed in bash. Made by: heed completion bash
_heed() {
  local line=${COMP_LINE:0:COMP_POINT} words=() begun= quote= inside= c i candidate file ending IFS=$' \t\n'
  for ((i = 0; i < ${#line}; i++)); do  # into words, without what quotes them
    c=${line:i:1}
    if [[ $c == "$quote" ]]; then
      quote=
    elif [[ $c == \\ && $quote != \' ]]; then
      begun+=${line:i+1:1} inside=1
      ((i++))
    elif [[ -z $quote && $c == [\'\"] ]]; then
      quote=$c inside=1
    elif [[ -z $quote && $c == [[:blank:]] ]]; then
      [[ $inside ]] && words+=("$begun")
      begun= inside=
    else
      begun+=$c inside=1
    fi
  done
  words+=("$begun")
  file=$begun
  [[ $COMP_WORDBREAKS == *=* ]] && file=${begun##*=}
  COMPREPLY=()
  while IFS= read -r candidate; do
    if [[ $candidate == :files ]]; then
      compopt -o filenames 2>/dev/null
      mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- "$file")
    elif [[ $candidate == :files* ]]; then
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -d -- "$file"; for ending in ${candidate#:files}; do
        compgen -f -X "!*.$ending" -- "$file"
      done)
    else
      candidate=${candidate%%$'\t'*}
      # Where bash takes '=' for the end of a word, it completes only what follows.
      [[ $begun == *=* && $COMP_WORDBREAKS == *=* ]] && candidate=${candidate#"${begun%=*}="}
      COMPREPLY+=("$candidate")
    fi
  done < <("${words[0]/#\~/$HOME}" complete -- "${words[@]:1}" 2>/dev/null)
  [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
  return 0
}
complete -F _heed heed
)shell";

constexpr const char* zsh = R"shell(#compdef heed
# Completes the words of heed in zsh. Made by: heed completion zsh
_heed() {
  local line word endings
  local -a plain begun
  for line in ${(f)"$("${words[1]/#\~/$HOME}" complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)"}; do
    if [[ $line == :files* ]]; then
      endings=${line#:files}
      [[ $PREFIX == --*=* ]] && compset -P '--*='
      if [[ -n $endings ]]; then
        _files -g "*.(${(j:|:)${=endings}})(-.)"
      else
        _files
      fi
      continue
    fi
    word=${line%%$'\t'*}
    line=${word//:/\\:}${${line#"$word"}/#$'\t'/:}
    if [[ $word == *= ]]; then
      begun+=("$line")
    else
      plain+=("$line")
    fi
  done
  (( $#plain )) && _describe heed plain
  (( $#begun )) && _describe heed begun -S ''
  return 0
}
if [[ $funcstack[1] == _heed ]]; then
  _heed "$@"
else
  compdef _heed heed
fi
)shell";

constexpr const char* fish = R"shell(# Completes the words of heed in fish. Made by: heed completion fish
function __heed_complete
    set -l token (string unescape -- (commandline -ct))  # without what quotes it
    set -l words (commandline -opc) $token
    set -l option (string match -r '^--[^=]*=' -- $token)
    set -l path (string replace -r '^--[^=]*=' '' -- $token)
    for line in ($words[1] complete -- $words[2..-1] 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path $path | string replace -r '^' -- "$option"
            case ':files*'
                set -l endings (string replace ':files ' '' -- $line | string replace -a ' ' '|')
                __fish_complete_path $path | string replace -r '^' -- "$option" | string match -r "^[^\t]*(?:/|\.(?:$endings))(?:\t.*)?\$"
            case '*'
                printf '%s\n' $line
        end
    end
end
complete -c heed -f -a '(__heed_complete)'
)shell";

void print(const Candidates& candidates) {
  for (const Candidate& c : candidates.words)
    std::cout << c.word << (c.meaning.empty() ? "" : "\t" + c.meaning) << '\n';
  if (!candidates.files) return;
  std::cout << ":files" << (candidates.endings.empty() ? "" : " " + join(candidates.endings, " ")) << '\n';
}

}  // namespace

void add_completion(CLI::App& app, int& status, std::vector<heed::Catalogue> more) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("completion", "print what a shell needs to complete the words of heed");
  command->add_option("SHELL", *shell, "The shell")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->footer(
      "Examples:\n"
      "  source <(heed completion bash)                         in this bash\n"
      "  heed completion bash >> ~/.bash_completion             in every bash\n"
      "  heed completion zsh > ~/.zfunc/_heed                   a folder in zsh's fpath\n"
      "  heed completion fish > ~/.config/fish/completions/heed.fish");
  command->callback([shell, &status] {
    std::cout << (*shell == "bash" ? bash : *shell == "zsh" ? zsh : fish);
    status = 0;
  });

  auto words = std::make_shared<std::vector<std::string>>();
  CLI::App* asked = app.add_subcommand("complete", "what may become of the last of the words");
  asked->group("");  // for shells, not for people
  asked->add_option("WORD", *words, "The words after heed, the last one empty or begun");
  asked->callback([words, more = std::move(more), &app, &status] {
    print(complete(app, *words, more));
    status = 0;
  });
}

}  // namespace heed::scenarios

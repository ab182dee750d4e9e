// What may become of the words on a command line, asked of heed itself and of the shells that ask it.
#include <string>

#include "end_to_end/command.hpp"

namespace {

using heed::tests::contains;
using heed::tests::heed_command;
using heed::tests::Scratch;
using heed::tests::shell;

std::string offers(const std::string& words) {
  const Scratch folder;
  folder.write("market.toml", "heed = 1\nscenario = \"market\"\n");
  const auto result = heed_command(folder, "complete -- " + words);
  CHECK(result.status == 0);
  CHECK(result.err.empty());
  return "\n" + result.out;
}

bool is_there(const std::string& program) {
  const Scratch folder;
  if (shell(folder, "command -v " + program).status == 0) return true;
  WARN("skipped: no " << program);
  return false;
}

/// What bash completes a line to, the cursor at its end: one candidate to a line.
std::string in_bash(const Scratch& folder, const std::string& line) {
  folder.write("ask.bash", R"(source <("$HEED" completion bash)
PATH="${HEED%/*}:$PATH"
COMP_LINE=$1 COMP_POINT=${#1}
_heed
printf '%s\n' "${COMPREPLY[@]}"
)");
  const auto result = shell(folder, "export HEED; bash ask.bash '" + line + "'");
  CHECK(result.err.empty());
  return "\n" + result.out;
}

}  // namespace

TEST_CASE("commands and options complete, with what they mean") {
  CHECK(contains(offers("''"), "\nrun\trun a scenario file and write its trajectory\n"));
  CHECK_FALSE(contains(offers("''"), "\ncomplete\t"));  // for shells, not for people
  CHECK(offers("vers").rfind("\nversion\tprint the version", 0) == 0);
  CHECK(contains(offers("run --"), "\n--threads\tThreads; results do not depend on it\n"));
  CHECK(offers("run a.toml --thr") == "\n--threads\tThreads; results do not depend on it\n");
  CHECK(offers("nonsense ''") == "\n");
  CHECK(contains(offers("--"), "\n--version\t"));
}

TEST_CASE("files complete by the endings a command reads") {
  CHECK(offers("run ''") == "\n:files toml\n");
  CHECK(offers("run --seed 3 ''") == "\n:files toml\n");
  CHECK(offers("analyze ''") == "\n:files h5\n");
  CHECK(offers("analyze a.h5 ''") == "\n:files h5\n");
  CHECK(offers("theory ''") == "\n:files toml h5\n");
  CHECK(offers("run a.toml -o ''") == "\n:files h5\n");
  CHECK(contains(offers("structure ''"), " gml "));
  CHECK(offers("run a.toml --seed ''") == "\n");
}

TEST_CASE("parameters complete to their kinds and words, by the scenario of the file") {
  CHECK(contains(offers("run --set attention.temp"), "\nattention.temperature="));
  const std::string scores = offers("run --set attention.score=");
  CHECK(contains(scores, "\nattention.score=similarity\n"));
  CHECK(contains(scores, "\nattention.score=dot\n"));
  CHECK(offers("run --set attention.score=simi") == "\nattention.score=similarity\n");
  CHECK(contains(offers("run market.toml --set prices."), "\nprices.kind="));
  CHECK_FALSE(contains(offers("run market.toml --set ''"), "\ndynamics.rate="));
}

TEST_CASE("a value completes behind the '=' of its option") {
  CHECK(contains(offers("run a.toml --set=attention.temp"), "\n--set=attention.temperature="));
  CHECK(offers("run --set=attention.score=simi") == "\n--set=attention.score=similarity\n");
  CHECK(offers("audit a.h5 --act=n") == "\n--act=nudge\n");
  CHECK(offers("run a.toml --output=") == "\n:files h5\n");
  CHECK(offers("run a.toml --force=") == "\n");
  CHECK(offers("run a.toml --nothing=") == "\n");
}

TEST_CASE("words that only some commands know complete") {
  CHECK(contains(offers("completion ''"), "\nzsh\n"));
  CHECK(offers("list sco") == "\nscores\n");
  CHECK(offers("describe attention.algo") == "\nattention.algorithm\n");
  CHECK(contains(offers("theory x.h5 --law two"), "\ntwo_camps\t"));
  CHECK(contains(offers("man va"), "\nvalidate\t"));
  CHECK(offers("schema --scenario mar") == "\nmarket\n");
  CHECK(contains(offers("plot x.h5 --figure ''"), "\ntrajectories\t"));
  CHECK(offers("export x.h5 --format graphm") == "\ngraphml\n");
  CHECK(offers("export x.h5 --what opi") == "\nopinions\n");
  CHECK(offers("list fig") == "\nfigures\n");
}

TEST_CASE("bash completes the words of heed") {
  if (!is_there("bash")) return;
  const Scratch folder;
  folder.write("a.toml", "");
  folder.write("a.csv", "");
  std::filesystem::create_directory(folder / "below");
  CHECK(in_bash(folder, "heed swe") == "\nsweep\n");
  CHECK(in_bash(folder, "heed run ") == "\nbelow\na.toml\n");
  CHECK(in_bash(folder, "heed structure a.c") == "\na.csv\n");
  CHECK(in_bash(folder, "heed run a.toml --thr") == "\n--threads\n");
  CHECK(in_bash(folder, "heed run --set attention.score=simi") == "\nsimilarity\n");
  CHECK(in_bash(folder, "heed run --set=attention.score=simi") == "\nsimilarity\n");
  CHECK(in_bash(folder, "heed run --set=attention.algo") == "\nattention.algorithm=\n");
  CHECK(in_bash(folder, "heed structure --set=graph.kind=ring a.c") == "\na.csv\n");
  CHECK(in_bash(folder, "heed run --set attention.algo") == "\nattention.algorithm=\n");
  CHECK(contains(in_bash(folder, "heed run --set attention.score="), "\nsimilarity\n"));
  folder.write("below/b c.toml", "");
  for (const char* begun : {R"(below/b\ )", R"("below/b )"})
    CHECK(in_bash(folder, std::string("heed run ") + begun) == "\nbelow/b c.toml\n");
  CHECK(in_bash(folder, R"(heed run "below/b c.toml" --thr)") == "\n--threads\n");
  CHECK(in_bash(folder, R"(heed run --set "attention.score=simi)") == "\nsimilarity\n");
}

TEST_CASE("fish completes the words of heed") {
  if (!is_there("fish")) return;
  const Scratch folder;
  folder.write("a.toml", "");
  folder.write("a.csv", "");
  const auto asked = [&](const std::string& line) {
    folder.write(
        "ask.fish",
        "set -x PATH (dirname $HEED) $PATH\n$HEED completion fish | source\ncomplete -C '" + line + "'\n");
    const auto result = shell(folder, "export HEED; HOME=. fish --no-config ask.fish");
    CHECK(result.err.empty());
    return "\n" + result.out;
  };
  CHECK(asked("heed swe") == "\nsweep\trun a scenario file over many parameters and seeds\n");
  CHECK(asked("heed run ") == "\na.toml\n");
  CHECK(asked("heed report x.h5 --output=a.c") == "\n--output=a.csv\n");
  CHECK(contains(asked("heed run --set attention.score=simi"), "\nattention.score=similarity"));
  CHECK(contains(asked("heed run --set \"attention.score=simi"), "\nattention.score=similarity"));
  folder.write("b c.toml", "");
  CHECK(asked("heed run \"b ") == "\nb c.toml\n");
}

TEST_CASE("zsh completes the words of heed") {
  if (!is_there("zsh")) return;
  const Scratch folder;
  folder.write("a.toml", "");
  folder.write("a.csv", "");
  // A shell of its own at a terminal of its own: types the line, a tab and a key that shows what became of
  // it.
  folder.write("ask.zsh", R"(zmodload zsh/zpty
zpty shell env TERM=dumb zsh -fi
zpty -w shell 'PS1= PATH='${HEED:h}':$PATH; autoload -Uz compinit; compinit -u -d ./dump; source <(heed completion zsh)
show() { print -r -- "<$BUFFER>"; exit }; zle -N show; bindkey "^X" show; print ready'
while zpty -r shell line && [[ $line != ready* ]]; do; done
zpty -w -n shell "$1"$'\t\x18'
while zpty -r shell line; do [[ $line == *'<heed'*'>'* ]] && print -r -- ${${line##*'<'}%%'>'*} && exit; done
)");
  const auto asked = [&](const std::string& line) {
    return shell(folder, "export HEED; timeout 20 zsh -f ask.zsh '" + line + "'").out;
  };
  CHECK(asked("heed swe") == "heed sweep \n");
  CHECK(asked("heed run ") == "heed run a.toml \n");
  CHECK(asked("heed run --set attention.algo") == "heed run --set attention.algorithm=\n");
  CHECK(asked("heed run --set=attention.algo") == "heed run --set=attention.algorithm=\n");
}

// The manual pages, read by those who would show them.
#include <string>

#include "end_to_end/command.hpp"

namespace {

using heed::tests::contains;
using heed::tests::contents;
using heed::tests::heed_command;
using heed::tests::Scratch;
using heed::tests::shell;

}  // namespace

TEST_CASE("there is a page for heed and one for every command, and readers find no fault in them") {
  const Scratch folder;
  REQUIRE(heed_command(folder, "man --folder pages").status == 0);  // it makes the folder
  const std::string main = contents(folder / "pages/heed.1");
  for (const char* section : {"NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "EXIT STATUS",
                              "ENVIRONMENT", "FILES", "EXAMPLES", "SEE ALSO"})
    CHECK(contains(main, std::string(".SH ") + section + "\n"));
  for (const char* file : {".part", ".part.new", ".checkpoint", ".checkpoint.previous", ".runs", ".runs.N"})
    CHECK((contains(main, std::string("FILE.h5") + file + "\\fR\n") ||
           contains(main, std::string("FILE.h5") + file + ", ")));
  const auto commands = shell(folder, "heed complete -- '' | cut -f 1").out;
  std::istringstream names(commands);
  for (std::string name; names >> name;) {
    INFO(name);
    CHECK(contains(main, "\\fBheed\\-" + name + "\\fR(1)\n"));
    const std::string page = contents(folder / ("pages/heed-" + name + ".1"));
    CHECK(contains(page, ".SH NAME\nheed\\-" + name + " \\- "));
    CHECK(contains(page, ".SH EXAMPLES\n"));
  }
  for (const char* reader : {"groff -k -man -Tutf8 -ww -z", "mandoc -Tlint -W warning"}) {
    const std::string line = reader;
    if (shell(folder, "command -v " + line.substr(0, line.find(' '))).status != 0) {
      WARN("skipped: no " << line.substr(0, line.find(' ')));
      continue;
    }
    // A page has no date, so that the same source gives the same page.
    const auto result =
        shell(folder, "for page in pages/*.1; do " + line + " $page 2>&1 | grep -v 'missing date'; done");
    CHECK(result.out == "");
  }
}

TEST_CASE("the page of a command shows its options and examples as they are") {
  const Scratch folder;
  const auto run = heed_command(folder, "man run");
  REQUIRE(run.status == 0);
  CHECK(contains(run.out, "\\fB\\-o, \\-\\-output\\fR \\fIFILE.h5\\fR\nWhere the output goes"));
  CHECK(contains(run.out, ".B heed run\n[\\fIOPTION\\fR]...\n\\fIFILE\\fR\n"));
  CHECK(contains(heed_command(folder, "man export").out,
                 ".B heed export\n[\\fIOPTION\\fR]...\n\\fB\\-o\\fR \\fIOUT\\fR\n\\fIFILE\\fR\n"));
  CHECK(contains(run.out, ".EX\n  heed run scenarios/opinion/echo_chamber.toml\n"));
  CHECK(contains(run.out, ".SH EXIT STATUS\n.TP\n\\fB0\\fR\ndone\n"));
}

TEST_CASE("a page of no command, or where none can be written, is an error") {
  const Scratch folder;
  const auto near = heed_command(folder, "man sweeep");
  CHECK(near.status == 2);
  CHECK(near.err == "heed: error: there is no command 'sweeep'; did you mean 'sweep'?\n");
  const auto nowhere = shell(folder, "touch file && heed man --folder file/man1");
  CHECK(nowhere.status == 1);
  CHECK(nowhere.err == "heed: error: cannot make the folder 'file/man1': Not a directory\n");
  const auto taken = shell(folder, "mkdir -p pages/heed.1 && heed man --folder pages");
  CHECK(taken.status == 1);
  CHECK(taken.err == "heed: error: cannot write 'pages/heed.1': Is a directory\n");
}

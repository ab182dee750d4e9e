// The commands that README.md shows are run, shortened.
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "end_to_end/command.hpp"

namespace {

using heed::tests::contains;
using heed::tests::contents;
using heed::tests::Scratch;
using heed::tests::shell;

/// The lines of the ```sh blocks that call ./heed; what ends in '\' goes on in the next.
std::vector<std::string> commands_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("```", 0) == 0) {
      inside = line == "```sh";
      continue;
    }
    if (!inside) continue;
    for (std::string more; line.ends_with("\\") && std::getline(in, more);) {
      line.pop_back();
      line += more;
    }
    if (line.rfind("./heed ", 0) == 0) out.push_back(line.substr(2, line.find('#') - 2));
  }
  return out;
}

/// As it is but for its length; empty for what builds or tests heed itself.
std::string shortened(const std::string& command) {
  std::istringstream words(command);
  std::string heed, name, file;
  words >> heed >> name >> file;
  if (name == "test" || name == "bench" || name == "build") return "";
  if (name == "run") return command + " --force --set run.steps=3";
  if (name == "sweep") return command + " --force --set run.steps=3 --set sweep.seeds=2";
  return command;
}

/// The files that the README says are the reader's own.
void write_own_files(const Scratch& folder) {
  const std::string data = std::string(HEED_SOURCE_DIR) + "/scenarios/";
  std::filesystem::create_directory_symlink(data, folder / "scenarios");
  folder.write("my.toml", "heed = 1\n[graph]\nkind = \"file\"\nfile = \"my_edges.txt\"\n");
  folder.write("my_edges.txt", "0 1\n1 2\n2 0\n");
  folder.write("email-Eu-core.txt", "0 1\n1 2\n2 3\n3 0\n");
  folder.write("email-Eu-core-department-labels.txt", "0 1\n1 1\n2 2\n3 2\n");
  folder.write(
      "polblogs.gml",
      "graph [ node [ id 0 value 0 ] node [ id 1 value 0 ] node [ id 2 value 0 ] node [ id 3 value 1 ]\n"
      "node [ id 4 value 1 ] node [ id 5 value 1 ]\n"
      "edge [ source 0 target 1 ] edge [ source 1 target 2 ] edge [ source 0 target 2 ]\n"
      "edge [ source 3 target 4 ] edge [ source 4 target 5 ] edge [ source 3 target 5 ]\n"
      "edge [ source 2 target 3 ] ]\n");
  std::filesystem::copy_file(data + "sensor_fusion/thermometers.csv", folder / "readings.csv");
  std::filesystem::copy_file(data + "market/closes.csv", folder / "closes.csv");
  std::filesystem::copy_file(data + "graph/papers.edges", folder / "cora.edges.txt");
  std::filesystem::copy_file(data + "graph/papers.words", folder / "cora.nodes.txt");
  REQUIRE(shell(folder, "gzip cora.*.txt").status == 0);
}

}  // namespace

TEST_CASE("the commands that the README shows do what it says") {
  const Scratch folder;
  write_own_files(folder);
  const auto commands = commands_of(contents(std::string(HEED_SOURCE_DIR) + "/README.md"));
  CHECK(commands.size() >= 10);  // far fewer than there are: the blocks were not found
  for (const std::string& command : commands) {
    const std::string line = shortened(command);
    if (line.empty()) continue;
    const auto result = shell(folder, line);
    if (contains(result.err, "needs Vega, which is not in this heed")) {
      WARN("skipped, as there is no Vega: " << line);
      continue;
    }
    INFO("README.md shows './" << command << "', run here as:\n" << line << "\n" << result.out << result.err);
    CHECK(result.status == 0);
  }
}

TEST_CASE("the scenario file that the README shows is one") {
  const Scratch folder;
  write_own_files(folder);
  const std::string text = contents(std::string(HEED_SOURCE_DIR) + "/README.md");
  const auto begin = text.find("```toml\n") + 8;
  folder.write("shown.toml", text.substr(begin, text.find("```", begin) - begin));
  const auto result = heed::tests::heed_command(folder, "validate shown.toml");
  INFO(result.err);
  CHECK(result.status == 0);
}

// The recipes of analysis/README.md for Python and R, run as they stand there. Tools that are not installed
// are skipped.
#include <sstream>
#include <vector>

#include "command.hpp"

using namespace heed::tests;

namespace {

/// The blocks of code of a language, in order.
std::vector<std::string> recipes(const std::string& language) {
  std::istringstream text(contents(std::string(HEED_SOURCE_DIR) + "/analysis/README.md"));
  std::vector<std::string> out;
  bool inside = false;
  for (std::string line; std::getline(text, line);) {
    if (line == "```" + language) {
      out.emplace_back();
      inside = true;
    } else if (line == "```") {
      inside = false;
    } else if (inside) {
      out.back() += line + "\n";
    }
  }
  return out;
}

/// run.h5 and sweep.h5 of temperatures 0.1 and 1 by two seeds, and polarization at the end: of the run, and
/// its means over the seeds at each temperature.
std::vector<double> make_files(const Scratch& folder) {
  folder.write("run.toml", small);
  folder.write("sweep.toml",
               "base = \"run.toml\"\nheed = 1\n[sweep]\nseeds = 2\n[sweep.over]\nattention.temperature = "
               "[0.1, 1.0]\n");
  REQUIRE(heed_command(folder, "run run.toml -q -o run.h5").status == 0);
  REQUIRE(heed_command(folder, "sweep sweep.toml -q -o sweep.h5").status == 0);
  const auto last = [&](const std::string& line) { return std::stod(shell(folder, line).out); };
  const std::string column = "analyze run.h5 --csv --observable polarization | tail -n 1 | cut -d, -f4";
  std::vector<double> out = {last("heed " + column)};
  for (const int point : {2, 3})
    out.push_back(last("heed analyze sweep.h5 --csv --summary --observable polarization | sed -n " +
                       std::to_string(point) + "p | cut -d, -f2"));
  return out;
}

/// Is a number of the text within 1e-5 of it? Programs print six digits or more.
bool has_number(const std::string& text, double number) {
  std::istringstream words(text);
  for (std::string word; words >> word;)
    if (char* end = nullptr; std::abs(std::strtod(word.c_str(), &end) - number) < 1e-5 && *end == '\0')
      return true;
  return false;
}

void check_recipes(const std::string& language, const std::string& program) {
  const Scratch folder;
  const std::vector<double> truth = make_files(folder);
  const std::vector<std::string> all = recipes(language);
  REQUIRE(all.size() == 2);  // of a run, and of a sweep
  for (std::size_t r = 0; r < all.size(); ++r) {
    CHECK(std::count(all[r].begin(), all[r].end(), '\n') == 2);
    folder.write("recipe", all[r]);
    const Result result = shell(folder, program + " recipe");
    INFO(all[r] + result.out + result.err);
    CHECK(result.status == 0);
    for (std::size_t n = r; n < 2 * r + 1; ++n) CHECK(has_number(result.out, truth[n]));
  }
}

}  // namespace

TEST_CASE("the recipes for Python print the numbers of heed") {
  const Scratch folder;
  if (shell(folder, "/usr/bin/python3 -c 'import xarray, netCDF4'").status != 0) {
    WARN("skipped: no python3 with xarray and netCDF4");
    return;
  }
  check_recipes("python", "/usr/bin/python3");
}

TEST_CASE("the recipes for R print the numbers of heed") {
  const Scratch folder;
  if (shell(folder, "Rscript -e 'library(ncdf4)'").status != 0) {
    WARN("skipped: no R with ncdf4");
    return;
  }
  check_recipes("r", "Rscript");
}

#include "analysis/report/html.hpp"
#include "analysis/report/page.hpp"
#include "analysis/web/program.hpp"
#include "analysis/web/render.hpp"
#include "analysis/web/vega.hpp"
#include "heed/core/error.hpp"

#include <cstdlib>
#include <fstream>

#include "catch.hpp"

using namespace heed;
using namespace heed::analysis;
using Catch::Matchers::Contains;
using Json = nlohmann::ordered_json;

namespace {

namespace fs = std::filesystem;

/// A folder of its own, gone afterwards.
struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "heed-web-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
  fs::path path;
};

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Three bars.
Json bars() {
  return Json::parse(
      R"({"data": {"values": [{"who": "<a>", "n": 1}, {"who": "b", "n": 3}, {"who": "c", "n": 2}]},
                        "mark": "bar", "encoding": {"x": {"field": "who"}, "y": {"field": "n", "type": "quantitative"}}})");
}

bool is_installed(const std::string& program) {
  return std::system(("command -v " + program + " >/dev/null").c_str()) == 0;
}

}  // namespace

TEST_CASE("text in HTML is text") {
  CHECK(escaped("<script>alert('a & \"b\"')</script>") ==
        "&lt;script&gt;alert(&#39;a &amp; &quot;b&quot;&#39;)&lt;/script&gt;");
  CHECK(escaped(std::string("a\0b\x1b[1m\nc\td", 11)) == "ab[1m\nc\td");
  CHECK(escaped("Zürich ≥ 2") == "Zürich ≥ 2");
}

TEST_CASE("JSON in a script cannot end it, and reads back the same") {
  const Json json = {{"</script>", "<!-- \\u003c <b>"}, {"bad utf-8", "\xff"}};
  const std::string text = json_in_script(json);
  CHECK(text.find('<') == std::string::npos);
  CHECK(Json::parse(text)["</script>"] == "<!-- \\u003c <b>");
}

TEST_CASE("a table in HTML has its heads, and numbers at the right") {
  const std::string html =
      html_table({.columns = {{.name = "who", .left = true}, {"n"}}, .rows = {{"<a>", "1"}}}, "how many");
  CHECK_THAT(html, Contains("<th scope=\"col\">who</th><th scope=\"col\" class=\"number\">n</th>"));
  CHECK_THAT(html, Contains("<th scope=\"row\">&lt;a&gt;</th><td class=\"number\">1</td>"));
}

TEST_CASE("a program reads one file and writes another, and what it says on stderr comes back") {
  const Folder folder;
  std::ofstream(folder.path / "in") << "b\na\n";
  const ProgramEnd sorted = run_program({"sort"}, folder.path / "in", folder.path / "out");
  CHECK(sorted.status == 0);
  CHECK(content(folder.path / "out") == "a\nb\n");
  const ProgramEnd failed =
      run_program({"sh", "-c", "echo no >&2; exit 3"}, "/dev/null", folder.path / "out");
  CHECK(failed.status == 3);
  CHECK(failed.remarks == "no\n");
  CHECK(run_program({"no-such-program-here"}, "/dev/null", folder.path / "out").status == 127);
}

TEST_CASE("a specification is written as JSON, and drawn as SVG and PNG where the programs are there") {
  const Folder folder;
  render(bars(), folder.path / "a.json");
  CHECK(Json::parse(content(folder.path / "a.json")) == bars());
  CHECK_THROWS_WITH(render(bars(), folder.path / "a.jpeg"), Contains("should end in .svg, .png or .json"));
  if (!has_vega() || !is_installed("node")) {
    WARN("skipped: no Vega, or no node");
    return;
  }
  render(bars(), folder.path / "a.svg");
  const std::string svg = content(folder.path / "a.svg");
  CHECK(svg.starts_with("<svg"));
  CHECK_THAT(svg, Contains("&lt;a&gt;"));
  CHECK_THROWS_AS(render(Json{{"mark", "no-such-mark"}}, folder.path / "b.svg"), Error);
  if (!is_installed("rsvg-convert")) {
    WARN("skipped: no rsvg-convert");
    return;
  }
  render(bars(), folder.path / "a.png");
  CHECK(content(folder.path / "a.png").starts_with("\x89PNG"));
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder.path)) files += entry.path().extension() == ".js";
  CHECK(files == 0);  // nothing is left beside the pictures
}

TEST_CASE("a page without content under a heading leaves the heading out") {
  if (!has_vega()) {
    WARN("skipped: no Vega");
    return;
  }
  const std::string page = html({.title = "a <b>",
                                 .what = "",
                                 .lead = "",
                                 .sections = {{"one", "One", "<p>1</p>"}, {"two", "Two", ""}}});
  CHECK_THAT(page, Contains("<title>a &lt;b&gt;</title>") && Contains("<h2 id=\"one-heading\">One</h2>"));
  CHECK(page.find("Two</h2>") == std::string::npos);
}

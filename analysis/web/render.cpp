#include "analysis/web/render.hpp"

#include "analysis/json.hpp"
#include "analysis/web/files.hpp"
#include "analysis/web/program.hpp"
#include "analysis/web/vega.hpp"
#include "heed/core/error.hpp"

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

namespace heed::analysis {
namespace {

namespace fs = std::filesystem;

/// A file beside the result, gone when this is.
class Scratch {
 public:
  Scratch(const fs::path& out, std::string_view extension)
      : path_(out.string() + "." + std::to_string(::getpid()) + std::string(extension)) {}
  ~Scratch() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void write(const fs::path& path, std::initializer_list<std::string_view> pieces) {
  std::ofstream file(path, std::ios::binary);
  for (const std::string_view piece : pieces) file << piece;
  file.close();
  if (!file)
    throw Error(ErrorKind::io, fmt::format("cannot write '{}'; is there room on the disk?", path.string()));
}

/// Runs a program from a file into another, and says what to install where there is none.
void pass_through(const std::vector<std::string>& arguments, std::string_view package, const fs::path& in,
                  const fs::path& out) {
  const ProgramEnd said = run_program(arguments, in, out);
  if (said.status == 0) return;
  if (said.status == 127)
    throw Error(ErrorKind::usage, fmt::format("drawing '{}' needs '{}', which is not installed (Debian: {}); "
                                              "'-o NAME.json' writes the Vega-Lite specification without it",
                                              out.extension().string(), arguments[0], package));
  throw Error(ErrorKind::internal,
              fmt::format("'{}' ended with {}: {}", arguments[0], said.status, said.remarks));
}

/// JSON as text; what is not UTF-8 in a label is replaced.
std::string text_of(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

/// Vega's files look for `module` and `require` first; hidden from them, they make globals.
void draw_svg(const Json& specification, const fs::path& out) {
  const Scratch script(out, ".js");
  write(script.path(), {"(function (exports, module, define, require) {\n", files::vega, "\n",
                        files::vega_lite, "\n}).call(globalThis);\nconst specification = ",
                        text_of(specification, -1), ";\n", files::draw_script});
  pass_through({"node", "-"}, "nodejs", script.path(), out);
}

}  // namespace

void check_drawable(const fs::path& out) {
  const std::string extension = out.extension().string();
  if (extension == ".json") return;
  if (extension != ".svg" && extension != ".png")
    throw Error(ErrorKind::usage,
                fmt::format("'{}' should end in .svg, .png or .json, which says what to draw", out.string()));
  need_vega("drawing figures");
}

void render(const Json& specification, const fs::path& out) {
  check_drawable(out);
  const std::string extension = out.extension().string();
  if (extension == ".json") return write(out, {text_of(specification, 1), "\n"});
  if (extension == ".svg") return draw_svg(specification, out);
  const Scratch svg(out, ".svg");
  draw_svg(specification, svg.path());
  pass_through({"rsvg-convert", "--zoom=2", "--background-color=white"}, "librsvg2-bin", svg.path(), out);
}

}  // namespace heed::analysis

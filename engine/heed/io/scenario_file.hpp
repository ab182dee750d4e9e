#pragma once
#include "heed/core/error.hpp"
#include "heed/core/fields.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace heed {

/// Is this a place in a scenario file: names of letters, digits, '_' and '-' with dots between them?
bool is_key_path(std::string_view path);

/// A setting as `--set` gives it, "path=value". Throws Error (usage) where it is none.
Setting parse_set(const std::string& set);

/// A scenario file as run: TOML, on top of the files it names as `base`, with settings applied. What it says
/// is read into declared parameters by `fill`; every problem is found, with its place, before anything is
/// thrown.
class ScenarioFile {
 public:
  using Places = std::function<std::vector<std::string>()>;

  /// Reads a file. Each of `sets` is "path=value" with the value as TOML; a value that is not TOML is taken
  /// as text. Throws FileErrors for a file that cannot be read or is not TOML, Error (usage) for a set
  /// without '='.
  static ScenarioFile read(const std::string& path, const std::vector<std::string>& sets = {});
  /// The same from text; relative paths in it start at the current folder.
  static ScenarioFile parse(const std::string& text, const std::string& name = "scenario.toml");
  ~ScenarioFile();
  ScenarioFile(ScenarioFile&&) noexcept;
  ScenarioFile& operator=(ScenarioFile&&) noexcept;

  /// The same file with more settings on top, as `--set` would. Throws Error for a path that is no place in a
  /// scenario file: usage where `--set` said so, data where a file did.
  ScenarioFile with(const std::vector<Setting>& settings) const;

  /// Gives parameters the values of the file. What is wrong is added to `problems`: unknown keys, wrong
  /// types, values out of range, conditions between parameters that do not hold.
  /// Where a file or setting changes the kind of a part, what was said for the kind below counts as far as
  /// the new kind knows it; what it does not know is no problem, and is named in `left_over`. `places` are
  /// those where an unknown key might have been meant to stand, asked for where there is such a key.
  void fill(const std::function<void(Fields&)>& declare, std::vector<Problem>& problems,
            std::vector<std::string>* left_over = nullptr, const Places& places = {}) const;
  /// Takes what was left over out of the text.
  void drop(const std::vector<std::string>& left_over);

  /// Does the file say anything at this place, such as "attention.score"?
  bool says(const std::string& path) const;
  /// Was it a setting that said so?
  bool is_set(const std::string& path) const;
  /// A problem at that place: of its key where the file has it, else of the whole file.
  Problem problem(const std::string& path, std::string message, std::string hint = "") const;

  const std::string& path() const { return path_; }
  /// Was it parsed from text, such as that in an output?
  bool is_parsed() const { return parsed_; }
  /// From now on it may name no files but those below its folder and those beside that: it is of someone
  /// else.
  void confine() { confined_ = true; }
  /// Does it name a file at this place that it may not? What `--set` names is the user's own.
  bool leads_out(const std::string& path, const Path& file) const;
  /// The files it was read from, the lowest base first.
  std::vector<std::string> files() const;
  /// The text as run: the file itself, or base, file and settings together, written out.
  const std::string& text() const { return text_; }

 private:
  struct Document;
  ScenarioFile();
  void build();
  void write_text();

  std::string path_, text_;
  bool parsed_ = false, confined_ = false;
  std::vector<Setting> settings_;
  std::vector<std::pair<std::string, std::string>>
      sources_;  ///< name and text of each file, the lowest base first
  std::unique_ptr<Document> document_;
};

}  // namespace heed

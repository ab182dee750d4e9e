#pragma once
#include "heed/run/design.hpp"
#include "heed/run/scenario.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace heed {

/// The files that the points of a design read, each once, in the order of the points. `file` is what they are
/// settings of. Numbers name no files: points that differ in nothing else are asked once.
std::vector<std::string> files_read(const ScenarioFile& file, const Design& design, const MakeScenario& make);

/// What no output may replace: the parts of a scenario file, the networks and data that its parameters name,
/// the table of its design, and whatever its swept texts would name, were they files. O(texts): no design is
/// made. What cannot be read is left out.
std::vector<std::string> files_behind(const ScenarioFile& file, const MakeScenario& make);

/// The content of the files that runs read, as it was when this was made. Threads may ask at once.
class Inputs {
 public:
  /// Throws Error (data) where one cannot be read. O(bytes).
  explicit Inputs(std::vector<std::string> files);

  /// A line for each file: name, size and checksum (CRC-32).
  std::string description() const;
  /// Throws Error (io) where one of `files` has another content now, or is gone; one that this was not made
  /// of is not looked at. O(files), and the bytes of those that were written again.
  void check(const std::vector<std::string>& files) const;

 private:
  /// When and where a file was written.
  struct Stamp {
    std::uint64_t device = 0, node = 0;
    std::int64_t size = -1, seconds = 0, nanoseconds = 0;  ///< size -1: there is no such file

    friend bool operator==(const Stamp&, const Stamp&) = default;
  };
  struct File {
    Stamp stamp;
    std::string content;
  };
  static Stamp stamp_of(const std::string& file);
  static std::string content_of(const std::string& file);

  std::vector<std::string> files_;
  mutable std::map<std::string, File> known_;
  mutable std::mutex mutex_;
};

}  // namespace heed

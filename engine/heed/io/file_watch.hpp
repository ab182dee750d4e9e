#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace heed {

/// Notices that files have changed since this was made, by their size, time of change and place on the disk.
class FileWatch {
 public:
  explicit FileWatch(const std::vector<std::string>& files);

  /// Throws Error (io) where one of them is another now, or gone. O(files).
  void check() const;

 private:
  struct Stamp {
    std::uint64_t device = 0, node = 0;
    std::int64_t size = -1, seconds = 0, nanoseconds = 0;  ///< size -1: there is no such file

    friend bool operator==(const Stamp&, const Stamp&) = default;
  };
  static Stamp stamp_of(const std::string& file);

  std::vector<std::string> files_;
  std::vector<Stamp> stamps_;
};

}  // namespace heed

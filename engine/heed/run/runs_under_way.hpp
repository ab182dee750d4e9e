#pragma once
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace heed {

/// Where runs of a sweep were left that have not ended: a file for each, JOURNAL.<run>, replaced whole and on
/// the disk when `keep` returns, so that it takes the same room however often it is kept.
class RunsUnderWay {
 public:
  explicit RunsUnderWay(std::filesystem::path journal) : journal_(std::move(journal)) {}

  /// The states of all that are there; of one that is damaged there is nothing, so that its run begins anew.
  std::map<std::size_t, std::string> read() const;
  /// In place of what was kept of this run before. Throws Error (io); what there was stays then.
  void keep(std::size_t run, const std::string& state) const;
  /// Throws Error (usage) where another program's file has one of these names.
  void refuse_foreign() const;
  /// Say nothing when they cannot. Files that heed did not write stay.
  void remove(std::size_t run) const;
  void remove_all() const;

 private:
  std::filesystem::path file_of(std::size_t run) const;
  /// By run, those whose names end in this.
  std::map<std::size_t, std::filesystem::path> files(std::string_view ending) const;

  std::filesystem::path journal_;
};

}  // namespace heed

#pragma once
// The file behind a TrajectoryReader; included by trajectory_reader*.cpp only.
#include "heed/io/hdf5.hpp"
#include "heed/io/trajectory.hpp"

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace heed {

/// What a file holds, and the open file.
class TrajectoryReader::File {
 public:
  explicit File(const std::filesystem::path& path);

  struct Array {
    std::size_t place;  ///< in `variables`
    std::vector<std::size_t> shape;
    std::vector<std::string> scales;  ///< the path of the axis along each
    hdf5::Handle dataset;
  };

  /// Reads a little of every array, and all texts: what a later read of any of them goes through.
  void taste() const;
  const Array& array(std::string_view name) const;
  std::vector<double> stretch(std::string_view name, std::size_t first, std::size_t count) const;
  [[noreturn]] void fail(const std::string& text) const;
  [[noreturn]] void fail_damaged(const Error& error) const;
  [[noreturn]] void fail_missing(std::string_view what, std::string_view name,
                                 const std::vector<std::string>& known) const;
  template <class Read>
  auto read(std::string_view name, bool texts, std::size_t first, std::size_t count, Read how) const;
  template <class Read>
  auto read(std::string_view name, bool texts, std::span<const std::size_t> start,
            std::span<const std::size_t> box, Read how) const;

  std::vector<Attribute> attributes;
  std::vector<Axis> axes;
  std::vector<Variable> variables;
  FileState state = FileState::whole;

 private:
  void look_into(const hdf5::Handle& group, const std::string& path, int depth);
  void add(hdf5::Handle dataset, const std::string& group, const std::string& name);
  void add_axis(const hdf5::Handle& dataset, const std::string& path, const hdf5::Description& is);
  /// Throws Error (data) where a variable is not as long as its axes.
  void fit_to_axes();
  void check_source() const;
  void check_format() const;
  void check_size(std::string_view name, const std::vector<std::size_t>& lengths) const;
  const Array& array(std::string_view name, bool texts) const;

  std::string path_;
  std::size_t bytes_ = 0;  ///< of the file
  hdf5::Handle file_;
  std::map<std::string, Array, std::less<>> arrays_;
};

}  // namespace heed

#include "heed/io/trajectory.hpp"

#include "heed/io/trajectory_file.hpp"

namespace heed {

TrajectoryWriter::TrajectoryWriter(const std::filesystem::path& path, const TrajectoryOptions& options)
    : file_(std::make_unique<File>(path, options)) {}
TrajectoryWriter::~TrajectoryWriter() = default;

void TrajectoryWriter::attribute(const Attribute& attribute) { file_->attribute(attribute); }
void TrajectoryWriter::axis(const Axis& axis) { file_->axis(axis); }
void TrajectoryWriter::variable(const Variable& variable) { file_->variable(variable); }
void TrajectoryWriter::write(std::string_view variable, Values values) { file_->write(variable, values); }
void TrajectoryWriter::append(std::string_view axis, double label, std::span<const Entry> slices) {
  file_->append(axis, label, slices);
}
void TrajectoryWriter::write_slab(std::string_view variable, std::span<const std::size_t> start,
                                  std::span<const std::size_t> count, Values values) {
  file_->write_slab(variable, start, count, values);
}
void TrajectoryWriter::flush() { file_->flush(); }
void TrajectoryWriter::sync() { file_->sync(); }
void TrajectoryWriter::take_place() { file_->take_place(); }
std::vector<std::pair<std::string, std::size_t>> TrajectoryWriter::lengths() const {
  return file_->lengths();
}
void TrajectoryWriter::finish() { file_->finish(); }
void TrajectoryWriter::keep_partial() { file_->keep_partial(); }

}  // namespace heed

#include "heed/io/hdf5.hpp"

#include "heed/core/error.hpp"
#include "heed/io/disk.hpp"
#include "heed/io/hdf5_detail.hpp"
#include "heed/io/hdf5_driver.hpp"

#include <filesystem>
#include <new>

#include <fmt/format.h>
#include <hdf5_hl.h>
#include <sys/file.h>
#include <unistd.h>

namespace heed {

std::string hdf5_version() {
  const auto held = hdf5::lock();
  unsigned major = 0, minor = 0, release = 0;
  H5get_libversion(&major, &minor, &release);
  return fmt::format("{}.{}.{}", major, minor, release);
}

namespace hdf5 {
namespace {

std::recursive_mutex& the_lock() {
  static std::recursive_mutex one;
  return one;
}

constexpr unsigned most_in_place = 65535;  // as many as HDF5 lets
constexpr unsigned ordered = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

/// Keeps the order in which attributes are made, no times, and attributes in the object itself, however many:
/// in a B-tree of their own, adding one would take several writes that only hold together.
void describe_in_place(hid_t creation) {
  H5Pset_attr_creation_order(creation, ordered);
  H5Pset_attr_phase_change(creation, most_in_place, 0);
  H5Pset_obj_track_times(creation, false);
}

/// The same of a group and what is in it. There is room in one piece for so many members, attributes and
/// members alike: what does not fit goes to a second piece, and moving things from one to the other takes two
/// writes.
void list_in_place(hid_t creation, unsigned members) {
  constexpr unsigned letters = 32;
  describe_in_place(creation);
  H5Pset_link_creation_order(creation, ordered);
  H5Pset_link_phase_change(creation, most_in_place, 0);
  H5Pset_est_link_info(creation, members, letters);
}

herr_t keep_first(unsigned, const H5E_error2_t* error, void* text) {
  auto& kept = *static_cast<std::string*>(text);
  if (kept.empty() && error->desc) kept = error->desc;
  return 0;
}

/// How files are opened: in the oldest format that holds them, 1.8 or later, and by a driver that keeps them
/// whole at any moment. HDF5 empties a file before it asks whether someone else has it; `LockedFile` asks
/// before. Chunks are written whole, so none are cached, and nothing that
/// describes the file leaves memory between two flushes.
Handle access() {
  Handle list(H5Pcreate(H5P_FILE_ACCESS));
  H5Pset_libver_bounds(list.id(), H5F_LIBVER_V18, H5F_LIBVER_LATEST);
  H5Pset_fclose_degree(list.id(), H5F_CLOSE_STRONG);
  use_driver(list.id());
  H5Pset_cache(list.id(), 0, 521, 0, 0.75);
  H5AC_cache_config_t config;
  config.version = H5AC__CURR_CACHE_CONFIG_VERSION;
  check(H5Pget_mdc_config(list.id(), &config), "configure", -1);
  config.evictions_enabled = false;
  config.incr_mode = H5C_incr__off;
  config.flash_incr_mode = H5C_flash_incr__off;
  config.decr_mode = H5C_decr__off;
  check(H5Pset_mdc_config(list.id(), &config), "configure", -1);
  return list;
}

}  // namespace

void lock_anew() { new (&the_lock()) std::recursive_mutex; }

std::unique_lock<std::recursive_mutex> lock() {
  std::unique_lock<std::recursive_mutex> held(the_lock());
  thread_local const bool quiet = (H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr), true);
  static_cast<void>(quiet);
  return held;
}

Handle::~Handle() { close(); }

int Handle::close() {
  if (id_ < 0) return 0;
  const auto held = lock();
  const std::int64_t id = std::exchange(id_, -1);
  return H5Iis_valid(id) > 0 ? H5Idec_ref(id) : 0;
}

std::string reason() {
  std::string text;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &text);
  // HDF5 wraps what the system said in a line of its own: "… error message = 'File too large', buf = …".
  constexpr std::string_view mark = "error message = '";
  if (const auto from = text.find(mark); from != std::string::npos) {
    const auto begin = from + mark.size();
    return text.substr(begin, text.find('\'', begin) - begin);
  }
  return text.empty() ? "no reason given" : text;
}

void fail(std::string_view action, hid_t object) {
  const std::string why = reason();
  const auto name_by = [object](auto call) {
    const ssize_t length = call(object, nullptr, std::size_t{0});
    std::string name(length > 0 ? static_cast<std::size_t>(length) : 0, '\0');
    if (length > 0) call(object, name.data(), name.size() + 1);
    return name;
  };
  const std::string where = name_by(H5Iget_name);
  std::string file = name_by(H5Fget_name);
  if (file.ends_with(".part.new")) file.resize(file.size() - 4);  // what it is to be called
  std::string text = fmt::format("cannot {}", action);
  if (where.size() > 1) text += fmt::format(" '{}'", where.substr(1));
  if (!file.empty()) text += fmt::format("{} '{}'", where.size() > 1 ? " in" : "", file);
  throw Error(ErrorKind::io, text + ": " + with_remedy(why));
}

Handle create_file(const std::string& path) {
  const auto held = lock();
  const Handle creation(H5Pcreate(H5P_FILE_CREATE)), how = access();
  list_in_place(creation.id(), 256);
  Handle file(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.id(), how.id()));
  if (!file) throw Error(ErrorKind::io, fmt::format("cannot create '{}': {}", path, with_remedy(reason())));
  return file;
}

Handle open_file(const std::string& path) {
  const auto held = lock();
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    const bool part = std::filesystem::exists(path + ".part", ignored);
    throw Error(ErrorKind::data, fmt::format("'{}' does not exist{}", path,
                                             part ? fmt::format("; '{}.part' does: its run goes on or was "
                                                                "interrupted, and that file can be read",
                                                                path)
                                                  : ""));
  }
  if (::access(path.c_str(), R_OK) != 0)
    throw Error(ErrorKind::data, fmt::format("'{}' may not be read; see its permissions", path));
  if (H5Fis_hdf5(path.c_str()) <= 0)
    throw Error(ErrorKind::data, fmt::format("'{}' is not an HDF5 file{}", path,
                                             path.ends_with(".toml")
                                                 ? "; it is a scenario: run it first with heed run or heed "
                                                   "sweep, and give the .h5 that writes"
                                                 : ""));
  // A writer leaves the file whole after each flush, so its lock need not keep readers out.
  const Handle how(H5Pcreate(H5P_FILE_ACCESS));
  H5Pset_file_locking(how.id(), false, true);
  Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, how.id()));
  if (file) return file;
  const std::string why = reason();
  if (why.find("truncated") != std::string::npos)
    throw Error(ErrorKind::data,
                fmt::format("'{}' is truncated: its end is missing; copy or run it again", path));
  throw Error(ErrorKind::data, fmt::format("cannot open '{}': {}", path, why));
}

bool is_being_written(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool locked = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(descriptor);
  return locked;
}

void flush(const Handle& file) {
  const auto held = lock();
  check(H5Fflush(file.id(), H5F_SCOPE_GLOBAL), "write", file.id());
}

void order_on_disk(const Handle& file) {
  const auto held = lock();
  sync_between(file.id());
}

void go_on_in(const Handle& file, const std::string& path) {
  const auto held = lock();
  if (!go_on_in(file.id(), path.c_str()))
    throw Error(ErrorKind::io, fmt::format("cannot write '{}': {}", path, with_remedy(errno)));
}

void close_file(Handle& file, bool lost) {
  const auto held = lock();
  if (lost) {
    // A file that cannot be closed stays half open in HDF5, which then crashes when the process ends.
    send_nowhere(file.id());
    H5Fflush(file.id(),
             H5F_SCOPE_GLOBAL);  // may fail once more, and then leaves things so that closing does not
  }
  Handle gone = std::move(file);
  if (!lost) check(H5Fflush(gone.id(), H5F_SCOPE_GLOBAL), "write", gone.id());
  if (const int closed = gone.close(); !lost) check(closed, "close", -1);
}

Handle create_group(const Handle& parent, const std::string& name) {
  const auto held = lock();
  const Handle creation(H5Pcreate(H5P_GROUP_CREATE));
  list_in_place(creation.id(), 32);
  const hid_t group = H5Gcreate2(parent.id(), name.c_str(), H5P_DEFAULT, creation.id(), H5P_DEFAULT);
  return Handle(check(group, fmt::format("create the group '{}' in", name), parent.id()));
}

Handle create_dataset(const Handle& parent, const std::string& name, const Layout& layout) {
  const auto held = lock();
  const bool grows = !layout.chunk.empty(), text = layout.type == Type::text;
  const std::vector<hsize_t> lengths(layout.shape.begin(), layout.shape.end()),
      chunk(layout.chunk.begin(), layout.chunk.end());
  std::vector<hsize_t> most = lengths;
  if (grows) most[0] = H5S_UNLIMITED;
  const int rank = static_cast<int>(lengths.size());
  const Handle space(rank == 0 ? H5Screate(H5S_SCALAR) : H5Screate_simple(rank, lengths.data(), most.data()));
  const Handle creation(H5Pcreate(H5P_DATASET_CREATE)), type = file_type(layout.type);
  describe_in_place(creation.id());
  H5Pset_alloc_time(creation.id(), H5D_ALLOC_TIME_EARLY);
  if (grows) H5Pset_chunk(creation.id(), rank, chunk.data());
  if (!text) H5Pset_fill_value(creation.id(), H5T_NATIVE_DOUBLE, &layout.fill);
  if (grows && !text) H5Pset_fill_time(creation.id(), H5D_FILL_TIME_NEVER);
  const hid_t made =
      H5Dcreate2(parent.id(), name.c_str(), type.id(), space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT);
  return Handle(check(made, fmt::format("create '{}' in", name), parent.id()));
}

Handle create_length(const Handle& parent, const std::string& name, std::size_t length) {
  const auto held = lock();
  const hsize_t count = length;
  const Handle space(H5Screate_simple(1, &count, nullptr)), creation(H5Pcreate(H5P_DATASET_CREATE));
  describe_in_place(creation.id());
  Handle made(check(H5Dcreate2(parent.id(), name.c_str(), H5T_IEEE_F32BE, space.id(), H5P_DEFAULT,
                               creation.id(), H5P_DEFAULT),
                    fmt::format("create '{}' in", name), parent.id()));
  make_scale(made, fmt::format("This is a netCDF dimension but not a netCDF variable.{:10}", length));
  return made;
}

void make_scale(const Handle& dataset, const std::string& name) {
  const auto held = lock();
  check(H5DSset_scale(dataset.id(), name.c_str()), "make a dimension of", dataset.id());
}

void attach_scale(const Handle& dataset, const Handle& scale, std::size_t axis) {
  const auto held = lock();
  check(H5DSattach_scale(dataset.id(), scale.id(), static_cast<unsigned>(axis)), "attach a dimension to",
        dataset.id());
}

void extend(const Handle& dataset, std::span<const std::size_t> shape) {
  const auto held = lock();
  const std::vector<hsize_t> lengths(shape.begin(), shape.end());
  check(H5Dset_extent(dataset.id(), lengths.data()), "extend", dataset.id());
}

}  // namespace hdf5
}  // namespace heed

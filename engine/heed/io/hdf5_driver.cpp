#include "heed/io/hdf5_driver.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#if __has_include(<H5FDdevelop.h>)
#include <H5FDdevelop.h>  // HDF5 1.14
#endif

namespace heed::hdf5 {
namespace {

/// Leaves what the system says where `reason` looks for it.
herr_t system_error(hid_t what) {
  H5Epush2(H5E_DEFAULT, __FILE__, "heed", 0, H5E_ERR_CLS, H5E_IO, what, "error message = '%s'",
           std::strerror(errno));
  return -1;
}

/// An open file. HDF5 knows it by its first member.
struct File {
  H5FD_t known{};
  int descriptor = -1;
  haddr_t end = 0;      ///< of the space that is given out
  haddr_t size = 0;     ///< of the file
  haddr_t settled = 0;  ///< `end` at the last flush: nothing refers to what is behind it
  std::map<haddr_t, std::string> waiting;
  bool lost = false;
  bool ordered = false;  ///< on the disk too

  ~File() { ::close(descriptor); }
  bool write(haddr_t place, const char* bytes, std::size_t count);
  bool resize(haddr_t length);
  void wait(haddr_t place, const char* bytes, std::size_t count);
  bool settle();
};

File& of(H5FD_t* file) { return *reinterpret_cast<File*>(file); }
const File& of(const H5FD_t* file) { return *reinterpret_cast<const File*>(file); }

bool File::write(haddr_t place, const char* bytes, std::size_t count) {
  while (count > 0 && !lost) {
    const ssize_t written = ::pwrite(descriptor, bytes, count, static_cast<off_t>(place));
    if (written < 0 && errno != EINTR) return false;
    const auto done = static_cast<std::size_t>(std::max<ssize_t>(written, 0));
    bytes += done;
    place += done;
    count -= done;
  }
  size = std::max(size, place + count);
  return true;
}

bool File::resize(haddr_t length) {
  if (size == length) return true;
  if (!lost && ::ftruncate(descriptor, static_cast<off_t>(length)) != 0) return false;
  size = length;
  return true;
}

/// Calls `use` with each waiting piece that has a byte in [place, place + count).
template <class Waiting, class Use>
void each_over(Waiting& waiting, haddr_t place, std::size_t count, Use use) {
  auto at = waiting.upper_bound(place);
  if (at != waiting.begin()) --at;
  while (at != waiting.end() && at->first < place + count) {
    const auto here = at++;
    if (here->first + here->second.size() > place) use(here);
  }
}

void File::wait(haddr_t place, const char* bytes, std::size_t count) {
  haddr_t first = place, last = place + count;
  std::vector<std::pair<haddr_t, std::string>> below;
  each_over(waiting, place, count, [&](auto piece) {
    first = std::min(first, piece->first);
    last = std::max<haddr_t>(last, piece->first + piece->second.size());
    below.emplace_back(piece->first, std::move(piece->second));
    waiting.erase(piece);
  });
  std::string whole(last - first, '\0');
  for (const auto& [at, old] : below) whole.replace(at - first, old.size(), old);
  whole.replace(place - first, count, bytes, count);
  waiting.emplace(first, std::move(whole));
}

/// Where a piece comes in the order of writing.
int rank(const File& file, haddr_t place, const std::string& bytes) {
  if (place == 0) return 1;             // the superblock
  if (place >= file.settled) return 0;  // nothing refers to it yet
  const auto level = static_cast<unsigned char>(bytes.size() > 5 ? bytes[5] : 0);
  if (bytes.starts_with("TREE")) return 2 + 255 - level;
  return bytes.starts_with("OHDR") ? 259 : 258;
}

bool File::settle() {
  if (end > size && !resize(end)) return false;
  std::vector<std::pair<int, haddr_t>> order;
  for (const auto& [place, bytes] : waiting) order.emplace_back(rank(*this, place, bytes), place);
  std::sort(order.begin(), order.end());
  bool in_order = !ordered || lost || end <= settled;
  for (const auto& [rank, place] : order) {
    // The disk has what is referred to before it has what refers to it.
    if (rank > 0 && !std::exchange(in_order, true) && ::fdatasync(descriptor) != 0) return false;
    const std::string& bytes = waiting.at(place);
    if (!write(place, bytes.data(), bytes.size())) return false;
  }
  waiting.clear();
  settled = end;
  return resize(end);
}

H5FD_t* open(const char* name, unsigned flags, hid_t, haddr_t) {
  const int how = ((flags & H5F_ACC_RDWR) ? O_RDWR : O_RDONLY) | ((flags & H5F_ACC_TRUNC) ? O_TRUNC : 0) |
                  ((flags & H5F_ACC_CREAT) ? O_CREAT | O_NOFOLLOW : 0) |
                  ((flags & H5F_ACC_EXCL) ? O_EXCL : 0);
  auto file = std::make_unique<File>();
  file->descriptor = ::open(name, how | O_CLOEXEC, 0666);
  struct stat is {};
  if (file->descriptor < 0 || ::fstat(file->descriptor, &is) != 0) {
    system_error(H5E_CANTOPENFILE);
    return nullptr;
  }
  file->size = file->settled = static_cast<haddr_t>(is.st_size);
  return &file.release()->known;
}

herr_t close(H5FD_t* known) {
  const std::unique_ptr<File> file(&of(known));
  const bool written = file->waiting.empty() || file->settle();
  return written ? 0 : system_error(H5E_WRITEERROR);
}

int compare(const H5FD_t* a, const H5FD_t* b) {
  struct stat left {
  }, right{};
  ::fstat(of(a).descriptor, &left);
  ::fstat(of(b).descriptor, &right);
  const auto key = [](const struct stat& s) { return std::pair(s.st_dev, s.st_ino); };
  return key(left) < key(right) ? -1 : key(right) < key(left) ? 1 : 0;
}

herr_t query(const H5FD_t*, unsigned long* flags) {
  *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_DATA_SIEVE | H5FD_FEAT_AGGREGATE_SMALLDATA |
           H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
  return 0;
}

haddr_t end_of_space(const H5FD_t* file, H5FD_mem_t) { return of(file).end; }
herr_t set_end_of_space(H5FD_t* file, H5FD_mem_t, haddr_t end) {
  of(file).end = end;
  return 0;
}
haddr_t end_of_file(const H5FD_t* file, H5FD_mem_t) { return of(file).size; }

herr_t handle(H5FD_t* file, hid_t, void** out) {
  *out = &of(file);
  return 0;
}

herr_t read(H5FD_t* known, H5FD_mem_t, hid_t, haddr_t place, size_t count, void* buffer) {
  File& file = of(known);
  char* const to = static_cast<char*>(buffer);
  std::memset(to, 0, count);
  for (std::size_t done = 0; done < count;) {
    const ssize_t got = ::pread(file.descriptor, to + done, count - done, static_cast<off_t>(place + done));
    if (got < 0 && errno != EINTR) return system_error(H5E_READERROR);
    if (got == 0) break;  // what is behind the end of the file is 0
    done += static_cast<std::size_t>(std::max<ssize_t>(got, 0));
  }
  each_over(file.waiting, place, count, [&](auto piece) {
    const haddr_t first = std::max(place, piece->first),
                  last = std::min<haddr_t>(place + count, piece->first + piece->second.size());
    std::memcpy(to + (first - place), piece->second.data() + (first - piece->first), last - first);
  });
  return 0;
}

herr_t write(H5FD_t* known, H5FD_mem_t type, hid_t, haddr_t place, size_t count, const void* buffer) {
  File& file = of(known);
  const char* const bytes = static_cast<const char*>(buffer);
  bool waits = type != H5FD_MEM_DRAW;
  each_over(file.waiting, place, count, [&](auto) { waits = true; });  // space that is used again
  if (waits)
    file.wait(place, bytes, count);
  else if (!file.write(place, bytes, count))
    return system_error(H5E_WRITEERROR);
  return 0;
}

herr_t flush(H5FD_t* file, hid_t, hbool_t) { return of(file).settle() ? 0 : system_error(H5E_WRITEERROR); }

/// The end is set when all is written.
herr_t truncate(H5FD_t*, hid_t, hbool_t) { return 0; }

H5FD_class_t driver() {
  H5FD_class_t out{};
#ifdef H5FD_CLASS_VERSION
  out.version = H5FD_CLASS_VERSION;
  out.value = 600;  // above those of HDF5 and those registered with it
#endif
  out.name = "heed";
  out.maxaddr = (haddr_t{1} << 62);
  out.fc_degree = H5F_CLOSE_STRONG;
  out.open = open;
  out.close = close;
  out.cmp = compare;
  out.query = query;
  out.get_eoa = end_of_space;
  out.set_eoa = set_end_of_space;
  out.get_eof = end_of_file;
  out.get_handle = handle;
  out.read = read;
  out.write = write;
  out.flush = flush;
  out.truncate = truncate;
  const H5FD_mem_t kinds[] = H5FD_FLMAP_DICHOTOMY;
  std::copy(std::begin(kinds), std::end(kinds), std::begin(out.fl_map));
  return out;
}

}  // namespace

void use_driver(hid_t access) {
  static const H5FD_class_t heed = driver();
  static const hid_t id = H5FDregister(&heed);
  H5Pset_driver(access, id, nullptr);
}

/// The file of this driver behind one of HDF5, if it is open.
static File* file_behind(hid_t file) {
  void* open = nullptr;
  return H5Fget_vfd_handle(file, H5P_DEFAULT, &open) >= 0 ? static_cast<File*>(open) : nullptr;
}

void send_nowhere(hid_t file) {
  if (File* const open = file_behind(file)) open->lost = true;
}

void sync_between(hid_t file) {
  if (File* const open = file_behind(file)) open->ordered = true;
}

void leave_gap(hid_t file) {
  if (File* const open = file_behind(file)) open->end += 8;
}

}  // namespace heed::hdf5

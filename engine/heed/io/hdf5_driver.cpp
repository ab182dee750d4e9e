#include "heed/io/hdf5_driver.hpp"

#include "heed/io/hdf5_superblock.hpp"

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

/// A write within a page is made whole or not at all, however the process ends; a page has so many bytes or a
/// multiple of them.
constexpr haddr_t page = 4096;

/// Of what is so far from what follows HDF5 makes nothing longer.
constexpr haddr_t gap = 8;

/// What stands for a text among values: its length and its place in a heap.
constexpr haddr_t place_of_text = 16;

/// An open file. HDF5 knows it by its first member.
struct File {
  H5FD_t known{};
  int descriptor = -1;
  haddr_t end = 0;        ///< of the space that is given out
  haddr_t size = 0;       ///< of the file
  haddr_t page_end = 0;   ///< the last at which a piece ended
  haddr_t settled = 0;    ///< `end` at the last flush: nothing refers to what is behind it
  Superblock superblock;  ///< as it was last written
  std::map<haddr_t, std::string> waiting;
  bool lost = false;
  bool ordered = false;  ///< on the disk too
  bool values_wait = false;

  ~File() { ::close(descriptor); }
  bool write(haddr_t place, const char* bytes, std::size_t count);
  bool write(haddr_t place, const std::string& bytes) { return write(place, bytes.data(), bytes.size()); }
  bool sync() const { return !ordered || lost || ::fdatasync(descriptor) == 0; }
  haddr_t give_out(H5FD_mem_t kind, haddr_t count);
  bool resize(haddr_t length);
  void wait(haddr_t place, const char* bytes, std::size_t count);
  bool rewrite_root(const std::string& bytes);
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

/// Space at the end. What describes the file lies within a page, if it is no longer than one, and can so be
/// rewritten at one stroke; the same holds for heaps of texts, which HDF5 asks for as for values, and for
/// what stands for a text among values. Pieces are apart: HDF5 would lengthen them over the end of a page,
/// and the length of some stands in another. The root group, which is longer than a page, lies behind the
/// superblock, and is followed by as much for `rewrite_root`.
haddr_t File::give_out(H5FD_mem_t kind, haddr_t count) {
  const bool values = (kind == H5FD_MEM_DRAW || kind == H5FD_MEM_GHEAP) && count != page;
  if (count == page && end == page_end + gap) end = page_end;  // between two heaps nothing is lost
  if (values)
    end = (end + place_of_text - 1) / place_of_text * place_of_text;
  else if (const haddr_t room = page - end % page; room < count && count <= page)
    end += room;
  const haddr_t place = end;
  end += count;
  if (place == Superblock::length) end += count;
  if (end % page == 0) page_end = end;
  if (place > 0 && !(values && count < page)) end += gap;
  return place;
}

/// Writes the root group once more, which is longer than a page: at first behind itself, where the superblock
/// then finds it, until it is at its place.
bool File::rewrite_root(const std::string& bytes) {
  const haddr_t spare = superblock.root() + bytes.size();
  return sync() && write(spare, bytes) && sync() && write(0, superblock.with_root(spare).bytes()) && sync() &&
         write(superblock.root(), bytes) && sync() && write(0, superblock.bytes());
}

bool File::settle() {
  if (end > size && !resize(end)) return false;
  std::vector<std::pair<int, haddr_t>> order;
  for (const auto& [place, bytes] : waiting) order.emplace_back(rank(*this, place, bytes), place);
  std::sort(order.begin(), order.end());
  bool in_order = end <= settled;
  for (const auto& [rank, place] : order) {
    // The disk has what is referred to before it has what refers to it.
    if (rank > 0 && !std::exchange(in_order, true) && !sync()) return false;
    const std::string& bytes = waiting.at(place);
    if (place == 0) superblock = Superblock(bytes);
    const bool root = rank > 0 && superblock.known() && place == superblock.root();
    if (!(root ? rewrite_root(bytes) : write(place, bytes))) return false;
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
  // Nothing is gathered between HDF5 and here, and no blocks of space are set aside: a flush would give those
  // back and so move all that follows.
  *flags = H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
  return 0;
}

haddr_t end_of_space(const H5FD_t* file, H5FD_mem_t) { return of(file).end; }
haddr_t give_out(H5FD_t* file, H5FD_mem_t kind, hid_t, hsize_t count) {
  return of(file).give_out(kind, count);
}
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
  bool waits = type != H5FD_MEM_DRAW || file.values_wait;
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
  out.alloc = give_out;
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

bool go_on_in(hid_t file, const char* path) {
  File* const open = file_behind(file);
  const int descriptor = ::open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (!open || descriptor < 0) return false;
  ::close(std::exchange(open->descriptor, descriptor));
  open->ordered = false;
  return true;
}

void sync_between(hid_t file) {
  if (File* const open = file_behind(file)) open->ordered = true;
}

ValuesWait::ValuesWait(hid_t object) {
  const hid_t id = H5Iget_file_id(object);
  file_ = file_behind(id);
  H5Fclose(id);
  if (file_) static_cast<File*>(file_)->values_wait = true;
}
ValuesWait::~ValuesWait() {
  if (file_) static_cast<File*>(file_)->values_wait = false;
}

}  // namespace heed::hdf5

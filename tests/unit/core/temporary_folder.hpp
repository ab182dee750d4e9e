#pragma once
#include "heed/core/error.hpp"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <unistd.h>

namespace heed::tests {

/// A folder that is removed with all in it when the test ends.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "heed_test_XXXXXX").string();
    if (!mkdtemp(name.data())) throw Error(ErrorKind::io, "cannot make a temporary folder");
    path_ = name;
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string path(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, std::string_view text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }
  /// The message of the Error that `work` throws, without the path of this folder.
  template <class Work> std::string message(Work work) const {
    try {
      work();
    } catch (const Error& e) {
      std::string out = e.what();
      const std::string prefix = path_.string() + "/";
      for (std::size_t at = out.find(prefix); at != out.npos; at = out.find(prefix))
        out.erase(at, prefix.size());
      return out;
    }
    return "no error";
  }

 private:
  std::filesystem::path path_;
};

/// Text of at most 65535 bytes as a gzip file with one stored block (RFC 1951, 1952), written without zlib.
inline std::string gzipped(std::string_view text) {
  std::string out("\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\x03\x01", 11);
  const auto little_endian = [&out](std::uint32_t value, int bytes) {
    for (; bytes > 0; --bytes, value >>= 8) out += static_cast<char>(value & 0xFF);
  };
  const auto size = static_cast<std::uint32_t>(text.size());
  little_endian(size, 2);
  little_endian(~size, 2);
  out += text;
  std::uint32_t checksum = ~0u;
  for (const char c : text) {
    checksum ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) checksum = checksum >> 1 ^ (checksum & 1 ? 0xEDB88320u : 0u);
  }
  little_endian(~checksum, 4);
  little_endian(size, 4);
  return out;
}

/// A file of the data folder: HEED_DATA, else the folder the build was told of; empty where it is absent.
inline std::string data_file(const std::string& name) {
  const char* folder = std::getenv("HEED_DATA");
#ifdef HEED_TEST_DATA
  if (!folder) folder = HEED_TEST_DATA;
#endif
  const std::string path = folder ? (std::filesystem::path(folder) / name).string() : "";
  return !path.empty() && std::filesystem::exists(path) ? path : "";
}

}  // namespace heed::tests

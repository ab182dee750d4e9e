#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace heed::tests {

/// Decisions taken from bytes in their order; when they are out, the first choice.
class Choices {
 public:
  explicit Choices(std::string_view bytes) : bytes_(bytes) {}

  bool any() const { return !bytes_.empty(); }
  std::size_t below(std::size_t end) {
    if (bytes_.empty() || end == 0) return 0;
    const auto byte = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return end <= 256 ? byte % end : (byte * std::size_t{256} + below(256)) % end;
  }
  template <class T, std::size_t n> const T& of(const std::array<T, n>& all) { return all[below(n)]; }
  /// Up to 15 bytes as they are.
  std::string text() {
    const std::string out(bytes_.substr(0, below(16)));
    bytes_.remove_prefix(std::min(out.size(), bytes_.size()));
    return out;
  }

 private:
  std::string_view bytes_;
};

}  // namespace heed::tests

#pragma once
#include "heed/core/carried.hpp"

#include <string>

namespace heed {

/// What `carry` shows, as bytes: the names, and the values as they lie in memory.
std::string keep_state(const Carry& carry);

/// Gives it back. Throws Error (data) where the bytes were kept of something that carries other things, or
/// other numbers of them.
void give_back_state(const std::string& kept, const Carry& carry);

}  // namespace heed

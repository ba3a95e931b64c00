// What a run writes: one line for each statement, with the return addresses of the calls that led to it. Where these
// stand in the source says the debug information of the program, so that sources need nothing of ours.
#pragma once

#include "ptofix_record/words.hpp"

#include <unistd.h>

namespace ptofix_record {

// Settings of one run, which the driver sets, and how far it has come.
struct Run {
    FILE* out = nullptr;
    long long left = 0;            // statements that may still be recorded
    const void* outermost = nullptr;  // the frame of the driver
    long long block = 0, blocks = 1, subblock = 0;
    int names = 0;
    volatile bool writes = false;  // a line is written at this moment
};

inline Run run;

// Return addresses, innermost first, up to the driver.
inline std::string calls() {
    std::string found;
    char text[32];
    for (void** frame = static_cast<void**>(__builtin_frame_address(0)); frame != nullptr && frame < run.outermost;) {
        std::snprintf(text, sizeof text, " %zx", reinterpret_cast<std::size_t>(frame[1]) - 1);
        found += text;
        void** outer = static_cast<void**>(frame[0]);
        if (outer <= frame) break;
        frame = outer;
    }
    return found;
}

inline void line(char kind, const std::string& text, const std::string& where) {
    run.writes = true;
    std::fprintf(run.out, "%c\t%s\t%s\n", kind, text.c_str(), where.c_str());
    run.writes = false;
}

// The kernel does something that no recording can be made of: say so, and end.
[[noreturn]] inline void refuse(const std::string& why, const std::string& innermost = "") {
    line('E', why, innermost + calls());
    std::fflush(run.out);
    _exit(3);
}

inline void statement(const std::string& text) {
    if (run.left-- <= 0) refuse("more statements than --limit allows: is there a loop without an end?");
    line('S', text, calls());
}

inline std::string fresh(const char* prefix) { return prefix + std::to_string(run.names++); }

}  // namespace ptofix_record

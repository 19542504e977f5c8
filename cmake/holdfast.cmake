# Warnings, definitions and include paths that every target of the program shares.
function(holdfast_options target)
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
    # Portfolio has a member called signals, which Qt would replace by "public": signals are written Q_SIGNALS here, while
    # slots and emit stay words. As options, not definitions: moc would take over definitions and then find no slots,
    # which makes a test program without tests.
    target_compile_options(${target} PRIVATE -DQT_NO_KEYWORDS -Dslots=Q_SLOTS -Demit=)
    target_compile_definitions(${target} PRIVATE QT_NO_CAST_FROM_ASCII QT_NO_FOREACH
        HOLDFAST_VERSION="${PROJECT_VERSION}")
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor
        -Wold-style-cast -Woverloaded-virtual)
    if(HOLDFAST_WARNINGS_AS_ERRORS)
        target_compile_options(${target} PRIVATE -Werror)
    endif()
endfunction()

# One static library per folder: holdfast_library(model/base deps...) makes holdfast_model_base.
function(holdfast_library folder)
    string(REPLACE "/" "_" name "holdfast_${folder}")
    file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp ${PROJECT_SOURCE_DIR}/${folder}/*.h)
    if(sources MATCHES "\\.cpp")
        add_library(${name} STATIC ${sources})
        holdfast_options(${name})
        target_link_libraries(${name} PUBLIC ${ARGN})
        if(folder MATCHES "^ui/" AND NOT folder STREQUAL "ui/tables")
            target_precompile_headers(${name} PRIVATE <QtWidgets/QtWidgets> <string> <vector> <optional> <memory>)
        endif()
    else()
        add_library(${name} INTERFACE)
        target_link_libraries(${name} INTERFACE ${ARGN})
    endif()
endfunction()

# Everything under resources/ compiled into the binary under ":/".
function(holdfast_resources)
    file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/resources
        ${PROJECT_SOURCE_DIR}/resources/*)
    list(FILTER files EXCLUDE REGEX "\\.cpp$")
    file(WRITE ${CMAKE_BINARY_DIR}/resources_stub.cpp.in "")
    configure_file(${CMAKE_BINARY_DIR}/resources_stub.cpp.in ${CMAKE_BINARY_DIR}/resources_stub.cpp COPYONLY)
    add_library(holdfast_resources OBJECT ${CMAKE_BINARY_DIR}/resources_stub.cpp)
    target_link_libraries(holdfast_resources PUBLIC Qt6::Core)
    list(TRANSFORM files PREPEND ${PROJECT_SOURCE_DIR}/resources/)
    qt_add_resources(holdfast_resources holdfast_data PREFIX "/" BASE ${PROJECT_SOURCE_DIR}/resources FILES ${files})
endfunction()

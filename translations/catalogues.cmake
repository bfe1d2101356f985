# Catalogues: exitscope_<language>.ts here, compiled into the program under :/i18n. English has the plural forms only. All
# sources of window and widgets are listed from their targets: lupdate alone would see one target's.
set(exitscope_catalogues)
foreach(language en zh_CN vi)
    list(APPEND exitscope_catalogues ${PROJECT_SOURCE_DIR}/translations/exitscope_${language}.ts)
endforeach()
qt_add_lrelease(exitscope_app TS_FILES ${exitscope_catalogues} QM_FILES_OUTPUT_VARIABLE exitscope_compiled)
list(GET exitscope_compiled 0 exitscope_first_compiled)
get_filename_component(exitscope_compiled_folder ${exitscope_first_compiled} DIRECTORY)
qt_add_resources(exitscope_app i18n PREFIX /i18n BASE ${exitscope_compiled_folder} FILES ${exitscope_compiled})

# By hand, before a release: ninja update_translations
set(exitscope_translated)
foreach(target exitscope_app exitscope_widgets)
    get_target_property(sources ${target} SOURCES)
    get_target_property(folder ${target} SOURCE_DIR)
    foreach(source ${sources})
        get_filename_component(path ${source} ABSOLUTE BASE_DIR ${folder})
        string(REGEX REPLACE "\\.cpp$" ".h" header ${path})
        foreach(file ${path} ${header})
            if(file MATCHES "^${PROJECT_SOURCE_DIR}/(app|widgets)/.*\\.(cpp|h)$" AND EXISTS ${file})
                list(APPEND exitscope_translated ${file})
            endif()
        endforeach()
    endforeach()
endforeach()
list(REMOVE_DUPLICATES exitscope_translated)
list(JOIN exitscope_translated "\n" exitscope_translated_text)
file(WRITE ${CMAKE_BINARY_DIR}/translated-sources.lst "${exitscope_translated_text}\n")
list(FILTER exitscope_catalogues EXCLUDE REGEX "_en\\.ts$")
set(exitscope_lupdate Qt6::lupdate -silent -no-obsolete -locations none -I ${PROJECT_SOURCE_DIR} @${CMAKE_BINARY_DIR}/translated-sources.lst)
add_custom_target(update_translations
    COMMAND ${exitscope_lupdate} -ts ${exitscope_catalogues}
    COMMAND ${exitscope_lupdate} -pluralonly -ts ${PROJECT_SOURCE_DIR}/translations/exitscope_en.ts
    VERBATIM)

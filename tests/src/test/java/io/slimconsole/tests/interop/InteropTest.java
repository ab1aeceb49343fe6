package io.slimconsole.tests.interop;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Scenarios with the real peer. Each test takes a [Scenario]; without Node.js they are skipped, except under `CI`.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("interop")
@Timeout(300)
@ExtendWith({NodeJsCondition.class, ScenarioExtension.class})
@interface InteropTest {}

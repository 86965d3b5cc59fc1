/**
 * Tasks and a result store for S3 and what speaks its protocol: {@link dev.reeve.tasks.aws.Buckets#upload} puts a
 * file into a directory or a bucket, {@link dev.reeve.tasks.aws.S3} reads and lists objects,
 * {@link dev.reeve.tasks.aws.S3ResultStore} keeps results. Start with {@link dev.reeve.tasks.aws.Buckets}.
 */
@NullMarked
package dev.reeve.tasks.aws;

import org.jspecify.annotations.NullMarked;
